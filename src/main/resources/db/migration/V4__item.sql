create table item (
  item_id bigint primary key,
  name varchar(200) not null,
  price bigint not null check (price >= 0),
  factory_id bigint not null,
  version int not null
);
