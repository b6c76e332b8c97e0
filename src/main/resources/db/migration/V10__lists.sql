-- By what lists are filtered. InnoDB keeps the primary key with every entry, which is what they are sorted by.
alter table item add index item_of_factory (factory_id);
alter table delivery add index delivery_by_status (status);
alter table delivery_offer add index delivery_offer_of_driver (driver_id);
