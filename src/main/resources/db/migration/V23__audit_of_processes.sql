-- The audit looks at the subjects of each process. Their keys are in order_id, as everywhere, and the process has a
-- default: replicas of the version before know orders only.
alter table audit_check
  add column process_id varchar(64) character set ascii collate ascii_bin not null default 'order-fulfilment',
  drop primary key,
  add primary key (at, process_id);

alter table audit_suspect
  add column process_id varchar(64) character set ascii collate ascii_bin not null default 'order-fulfilment',
  drop primary key,
  add primary key (order_id, process_id);

-- Whose driver is still reserved although they have ended, the audit finds in this index alone.
alter table reservation add index reservation_with_driver (status, driver_id);
