-- One row per order (laws 1 and 2).
create table production_order (
  order_id char(36) character set ascii collate ascii_bin primary key,
  status varchar(16) not null,
  version int not null
);

create table production_request (
  order_id char(36) character set ascii collate ascii_bin not null,
  item_id bigint not null,
  factory_id bigint not null,
  quantity bigint not null check (quantity > 0),
  status varchar(16) not null,
  primary key (order_id, item_id),
  foreign key (order_id) references production_order (order_id)
);
