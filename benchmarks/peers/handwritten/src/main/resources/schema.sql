create table if not exists saga (
  order_id char(36) character set ascii collate ascii_bin primary key,
  credit varchar(16) not null,
  stock varchar(16) not null
);

create table if not exists command (
  command_id bigint auto_increment primary key,
  order_id char(36) character set ascii collate ascii_bin not null,
  step varchar(16) not null,
  due_at datetime(6) not null default (utc_timestamp(6)),
  tries int not null default 0
);

create table if not exists outbox (
  message_id bigint auto_increment primary key,
  body varchar(1000) not null
);
