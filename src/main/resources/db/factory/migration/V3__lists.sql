-- By what the log is filtered. InnoDB keeps the primary key with every entry, which is what it is sorted by.
alter table production_log
  add index production_log_of_requester (requester),
  add index production_log_of_item (item_id),
  add index production_log_of_factory (factory_id);
