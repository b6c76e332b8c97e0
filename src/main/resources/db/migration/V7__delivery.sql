create table driver (
  driver_id varchar(64) character set ascii collate ascii_bin primary key,
  name varchar(200) not null
);

-- One row per order (laws 1 and 2).
create table delivery (
  order_id char(36) character set ascii collate ascii_bin primary key,
  status varchar(16) not null,
  version int not null
);

create table delivery_offer (
  order_id char(36) character set ascii collate ascii_bin not null,
  number int not null,
  driver_id varchar(64) character set ascii collate ascii_bin not null,
  status varchar(16) not null,
  offered_at datetime(6) not null,
  answered_at datetime(6),
  primary key (order_id, number),
  foreign key (order_id) references delivery (order_id)
);
