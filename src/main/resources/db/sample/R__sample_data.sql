-- Only what is missing: a row that is there already stays as it is.
insert ignore into item (item_id, name, price, factory_id, version)
values (1, 'Item1', 10000, 1, 0), (2, 'Item2', 20000, 2, 0), (3, 'Item3', 30000, 1, 0);

insert into stock_entry (item_id, kind, quantity, at)
select sample.item_id, 'ADJUSTED', sample.quantity, utc_timestamp(6)
from (select 1 item_id, 1 quantity union all select 2, 2 union all select 3, 3) sample
where not exists (select * from stock where stock.item_id = sample.item_id);

insert ignore into stock (item_id, available, reserved, shipped) values (1, 1, 0, 0), (2, 2, 0, 0), (3, 3, 0, 0);

insert into account_ledger (customer_id, kind, available, held, captured, at)
select sample.customer_id, 'ADJUSTED', sample.available, 0, 0, utc_timestamp(6)
from (select 'C-1' customer_id, 1000000 available union all select 'C-2', 15000 union all select 'C-3', 0) sample
where not exists (select * from account where account.customer_id = sample.customer_id);

insert ignore into account (customer_id, available, held, captured)
values ('C-1', 1000000, 0, 0), ('C-2', 15000, 0, 0), ('C-3', 0, 0, 0);

insert ignore into driver (driver_id, name) values ('D-1', 'Driver1'), ('D-2', 'Driver2'), ('D-3', 'Driver3');
