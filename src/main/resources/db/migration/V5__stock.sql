create table stock (
  item_id bigint primary key,
  available bigint not null check (available >= 0),
  reserved bigint not null check (reserved >= 0),
  shipped bigint not null check (shipped >= 0)
);

-- One row per order (laws 1 and 2). An order that was closed before anything was reserved has a row RELEASED.
create table stock_hold (
  order_id char(36) character set ascii collate ascii_bin primary key,
  status varchar(16) not null
);

create table stock_hold_line (
  order_id char(36) character set ascii collate ascii_bin not null,
  item_id bigint not null,
  wanted bigint not null,
  reserved bigint not null,
  primary key (order_id, item_id),
  check (reserved between 0 and wanted),
  foreign key (order_id) references stock_hold (order_id)
);

-- Goods that a factory made for an order and that its process has not taken in yet.
create table stock_dock (
  order_id char(36) character set ascii collate ascii_bin not null,
  item_id bigint not null,
  quantity bigint not null,
  primary key (order_id, item_id)
);

-- Goods that came into being or were corrected: available + reserved + shipped of an item is their sum.
create table stock_entry (
  entry_id bigint auto_increment primary key,
  item_id bigint not null,
  order_id char(36) character set ascii collate ascii_bin,
  kind varchar(16) not null,
  quantity bigint not null,
  at datetime(6) not null,
  unique stock_entry_once (order_id, item_id, kind),
  index stock_entry_of_item (item_id)
);
