create table account (
  customer_id varchar(64) character set ascii collate ascii_bin primary key,
  available bigint not null check (available >= 0),
  held bigint not null check (held >= 0),
  captured bigint not null check (captured >= 0)
);

-- One row per order (laws 1 and 2). An order that was closed before anything was held has a row RELEASED of nothing.
create table account_hold (
  order_id char(36) character set ascii collate ascii_bin primary key,
  customer_id varchar(64) character set ascii collate ascii_bin,
  amount bigint not null,
  status varchar(16) not null
);

-- The sums of a customer's entries are the figures of the account.
create table account_ledger (
  entry_id bigint auto_increment primary key,
  customer_id varchar(64) character set ascii collate ascii_bin not null,
  order_id char(36) character set ascii collate ascii_bin,
  kind varchar(16) not null,
  available bigint not null,
  held bigint not null,
  captured bigint not null,
  at datetime(6) not null,
  unique account_ledger_once (order_id, kind),
  index account_ledger_of_customer (customer_id)
);
