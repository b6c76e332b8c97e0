-- Two databases, each with a user that sees nothing of the other.
create database waybill character set utf8mb4;
create user waybill identified by 'waybill';
grant all on waybill.* to waybill;

create database factory character set utf8mb4;
create user factory identified by 'factory';
grant all on factory.* to factory;
