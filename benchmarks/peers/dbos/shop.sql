-- Waybill's tables as far as the shop uses them, with the same keys, checks and indexes.
create function utc_timestamp(digits integer) returns timestamp language sql volatile as
  $$ select timezone('utc', clock_timestamp()) $$;

create table item (
  item_id bigint primary key,
  name varchar(200) not null,
  price bigint not null check (price >= 0),
  factory_id bigint not null,
  version int not null
);
create index item_of_factory on item (factory_id);

create table account (
  customer_id varchar(64) collate "C" primary key,
  available bigint not null check (available >= 0),
  held bigint not null check (held >= 0),
  captured bigint not null check (captured >= 0)
);

create table account_hold (
  order_id varchar(36) collate "C" primary key,
  customer_id varchar(64) collate "C",
  amount bigint not null,
  status varchar(16) not null
);
create index account_hold_by_status on account_hold (status, customer_id, amount);

create table account_ledger (
  entry_id bigint generated always as identity primary key,
  customer_id varchar(64) collate "C" not null,
  order_id varchar(36) collate "C",
  kind varchar(16) not null,
  available bigint not null,
  held bigint not null,
  captured bigint not null,
  at timestamp not null,
  unique (order_id, kind)
);
create index account_ledger_of_customer on account_ledger (customer_id, entry_id, available, held, captured);

create table stock (
  item_id bigint primary key,
  available bigint not null check (available >= 0),
  reserved bigint not null check (reserved >= 0),
  shipped bigint not null check (shipped >= 0)
);

create table stock_hold (
  order_id varchar(36) collate "C" primary key,
  status varchar(16) not null
);
create index stock_hold_by_status on stock_hold (status);

create table stock_hold_line (
  order_id varchar(36) collate "C" not null references stock_hold (order_id),
  item_id bigint not null,
  wanted bigint not null,
  reserved bigint not null,
  short bigint,
  primary key (order_id, item_id),
  check (reserved between 0 and wanted)
);

create table stock_entry (
  entry_id bigint generated always as identity primary key,
  item_id bigint not null,
  order_id varchar(36) collate "C",
  kind varchar(16) not null,
  quantity bigint not null,
  at timestamp not null,
  unique (order_id, item_id, kind)
);
create index stock_entry_of_item on stock_entry (item_id, quantity);

create table orders (
  order_id varchar(36) collate "C" primary key,
  customer_id varchar(64) collate "C" not null,
  status varchar(16) not null,
  reason varchar(500),
  total bigint not null,
  recipient varchar(200),
  street varchar(200) not null,
  postal_code varchar(20),
  city varchar(200) not null,
  country varchar(100),
  cancel_requested_at timestamp,
  placed_at timestamp not null,
  closed_at timestamp,
  version int not null
);
create index orders_of_customer on orders (customer_id, placed_at);
create index orders_by_status on orders (status, placed_at);
create index orders_by_age on orders (placed_at);

create table order_line (
  order_id varchar(36) collate "C" not null references orders (order_id),
  item_id bigint not null,
  item_name varchar(200) not null,
  unit_price bigint not null,
  quantity bigint not null check (quantity > 0),
  primary key (order_id, item_id)
);
