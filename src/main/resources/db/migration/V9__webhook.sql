-- A caller's webhooks are numbered: so two calls at once cannot make one more than are allowed.
create table webhook (
  webhook_id char(36) character set ascii collate ascii_bin primary key,
  owner varchar(255) character set utf8mb4 collate utf8mb4_bin not null,
  number int not null,
  customer_id varchar(64) character set ascii collate ascii_bin,
  url varchar(2000) character set ascii collate ascii_bin not null,
  events varchar(500) not null,
  description varchar(200) character set utf8mb4,
  active boolean not null,
  inactive_reason varchar(200),
  secret varchar(100) character set ascii collate ascii_bin not null,
  previous_secret varchar(100) character set ascii collate ascii_bin,
  previous_secret_until datetime(6),
  created_at datetime(6) not null,
  version int not null,
  unique webhook_of_owner (owner, number),
  index webhook_of_customer (customer_id)
);

-- No foreign key: it would have every order that progresses lock the rows of its webhooks.
create table webhook_delivery (
  delivery_id char(36) character set ascii collate ascii_bin primary key,
  webhook_id char(36) character set ascii collate ascii_bin not null,
  type varchar(40) not null,
  order_id char(36) character set ascii collate ascii_bin,
  body text character set utf8mb4 not null,
  status varchar(16) not null,
  round int not null,
  attempts int not null,
  created_at datetime(6) not null,
  tried_since datetime(6) not null,
  last_attempt_at datetime(6),
  next_attempt_at datetime(6),
  response_status int,
  error varchar(200),
  version int not null,
  index webhook_delivery_of_webhook (webhook_id, delivery_id),
  index webhook_delivery_by_status (webhook_id, status, delivery_id),
  index webhook_delivery_by_age (created_at)
);

-- The outbox of the deliveries; its shape is db-scheduler's.
create table webhook_tasks (
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
  index webhook_tasks_due (execution_time),
  index webhook_tasks_heartbeat (last_heartbeat)
);
