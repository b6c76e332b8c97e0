-- Below which level an item is restocked, and up to what; none by default. Replicas of the version before insert without
-- them.
alter table item
  add column reorder_level bigint,
  add column reorder_target bigint,
  add index item_with_reorder_level (reorder_level);

-- What was asked of a factory because an item was low. What it made is in stock_entry, with the restock's id in order_id.
create table restock (
  restock_id char(36) character set ascii collate ascii_bin primary key,
  item_id bigint not null,
  factory_id bigint not null,
  quantity bigint not null check (quantity > 0),
  status varchar(16) not null,
  reason varchar(500),
  requested_at datetime(6) not null,
  closed_at datetime(6),
  -- An item has one open restock at a time.
  open_item bigint as (case when status = 'REQUESTED' then item_id end) virtual,
  unique restock_open (open_item),
  index restock_of_item (item_id, restock_id),
  index restock_failed (item_id, status, closed_at),
  index restock_by_status (status, restock_id)
);
