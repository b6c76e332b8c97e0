create table orders (
  order_id char(36) character set ascii collate ascii_bin primary key,
  customer_id varchar(64) character set ascii collate ascii_bin not null,
  status varchar(16) not null,
  reason varchar(500),
  total bigint not null,
  recipient varchar(200),
  street varchar(200) not null,
  postal_code varchar(20),
  city varchar(200) not null,
  country varchar(100),
  cancel_requested_at datetime(6),
  placed_at datetime(6) not null,
  closed_at datetime(6),
  version int not null,
  index orders_of_customer (customer_id, placed_at),
  index orders_by_status (status, placed_at),
  index orders_by_age (placed_at)
);

create table order_line (
  order_id char(36) character set ascii collate ascii_bin not null,
  item_id bigint not null,
  item_name varchar(200) not null,
  unit_price bigint not null,
  quantity bigint not null check (quantity > 0),
  primary key (order_id, item_id),
  foreign key (order_id) references orders (order_id)
);

-- No foreign key: it would lock the order's row for every step, against the order in which rows are taken.
create table order_timeline (
  entry_id bigint auto_increment primary key,
  order_id char(36) character set ascii collate ascii_bin not null,
  at datetime(6) not null,
  step varchar(40) not null,
  outcome varchar(16) not null,
  detail varchar(500),
  index order_timeline_of_order (order_id, entry_id)
);
