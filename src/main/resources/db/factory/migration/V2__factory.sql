create table factory (
  factory_id bigint primary key,
  name varchar(200) not null,
  country varchar(100) not null
);

create table production_log (
  log_id bigint auto_increment primary key,
  request_id varchar(100) character set ascii collate ascii_bin unique,
  factory_id bigint not null,
  factory_name varchar(200) not null,
  item_id bigint not null,
  item_name varchar(200) not null,
  quantity bigint not null,
  requester varchar(64) not null,
  datetime datetime(6) not null
);
