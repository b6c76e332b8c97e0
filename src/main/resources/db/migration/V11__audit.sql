-- Every process instance that showed itself by a job. An order has one, and a further one if it had to be started again.
create table process_instance (
  instance_key bigint primary key,
  order_id char(36) character set ascii collate ascii_bin not null,
  seen_at datetime(6) not null,
  -- When the engine was found to have it no more.
  ended_at datetime(6),
  index process_instance_of_order (order_id),
  index process_instance_not_ended (ended_at, instance_key)
);

-- Up to which entry of the timelines the orders were looked at.
create table audit_check (
  at datetime(6) primary key,
  entry_id bigint not null
);

-- Orders in which something was found, to be looked at again by every check until nothing is found any more.
create table audit_suspect (
  order_id char(36) character set ascii collate ascii_bin primary key
);

-- What was missing when the stock was reserved, and had to be produced. Not known of orders from before.
alter table stock_hold_line add column short bigint;

-- By the clock of the database, whatever the clocks of the replicas say.
alter table scheduled_tasks add column created_at datetime(6) not null default (utc_timestamp(6));

-- What the audit sums and looks for it finds in these indexes alone.
alter table account_ledger
  drop index account_ledger_of_customer,
  add index account_ledger_of_customer (customer_id, entry_id, available, held, captured);
alter table account_hold add index account_hold_by_status (status, customer_id, amount);
alter table stock_entry drop index stock_entry_of_item, add index stock_entry_of_item (item_id, quantity);
alter table stock_hold add index stock_hold_by_status (status);
alter table production_order add index production_order_by_status (status);
