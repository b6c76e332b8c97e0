-- The transactional outbox; its shape is db-scheduler's.
create table scheduled_tasks (
  task_name varchar(40) character set ascii collate ascii_bin not null,
  task_instance varchar(100) character set ascii collate ascii_bin not null,
  task_data blob,
  execution_time datetime(6) not null,
  picked boolean not null,
  picked_by varchar(50),
  last_success datetime(6),
  last_failure datetime(6),
  consecutive_failures int,
  last_heartbeat datetime(6),
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance),
  index scheduled_tasks_due (execution_time),
  index scheduled_tasks_heartbeat (last_heartbeat)
);
