-- More processes than one: an instance is known by its engine, its process and its business key. The business key is in
-- order_id, which keeps its name, and the process has a default: replicas of the version before know orders only.
alter table process_instance
  add column process_id varchar(64) character set ascii collate ascii_bin not null default 'order-fulfilment';
-- On the embedded engine a business key has one instance of a process at a time. (MariaDB indexes no expression of a bare
-- char column, hence rtrim.)
alter table process_instance
  add column runs_once varchar(101) character set ascii collate ascii_bin
    as (case when instance_key < 2251799813685248 and ended_at is null
      then concat(process_id, ' ', rtrim(order_id)) end) virtual,
  add unique index process_instance_runs_once (runs_once),
  drop index process_instance_of_order,
  add index process_instance_of_subject (order_id, process_id);
-- Only now: at no time may an order start twice.
alter table process_instance
  drop index process_instance_starts_once,
  drop column runs_embedded;

alter table incident
  add column process_id varchar(64) character set ascii collate ascii_bin
    default (case when order_id is not null then 'order-fulfilment' end),
  drop index incident_of_order,
  add index incident_of_subject (order_id, process_id);
update incident set process_id = 'order-fulfilment' where order_id is not null;

alter table manual_step
  add column process_id varchar(64) character set ascii collate ascii_bin not null default 'order-fulfilment',
  drop index manual_step_of_order,
  add index manual_step_of_subject (order_id, process_id);

alter table webhook_delivery
  add column process_id varchar(64) character set ascii collate ascii_bin
    default (case when order_id is not null then 'order-fulfilment' end);
update webhook_delivery set process_id = 'order-fulfilment' where order_id is not null;

alter table account_hold
  add column process_id varchar(64) character set ascii collate ascii_bin not null default 'order-fulfilment',
  drop primary key,
  add primary key (order_id, process_id);

-- Without an order or another subject, the process says nothing.
alter table account_ledger
  add column process_id varchar(64) character set ascii collate ascii_bin default 'order-fulfilment',
  drop index account_ledger_once,
  add unique account_ledger_once (order_id, process_id, kind);
