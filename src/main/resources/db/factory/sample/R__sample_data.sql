insert ignore into factory (factory_id, name, country) values (1, 'Factory1', 'korea'), (2, 'Factory2', 'usa');

insert ignore into production_log
  (log_id, factory_id, factory_name, item_id, item_name, quantity, requester, datetime)
values (1, 1, 'Factory1', 1, 'Item1', 5, 'jeonghun', '2023-05-18 09:46:48');
