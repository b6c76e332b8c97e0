-- What models ask people, and what they answered: of the names that a step asks for, those with a yes.
create table manual_step (
  step_id bigint auto_increment primary key,
  job bigint not null,
  order_id char(36) character set ascii collate ascii_bin not null,
  process_instance bigint not null,
  element varchar(200) not null,
  question varchar(500) character set utf8mb4 not null,
  asks varchar(1100) not null,
  state varchar(16) not null,
  asked_at datetime(6) not null,
  answered_at datetime(6),
  answered_by varchar(255) character set utf8mb4,
  reason varchar(500) character set utf8mb4,
  yes varchar(1100),
  version int not null,
  unique manual_step_of_job (job),
  index manual_step_of_order (order_id),
  index manual_step_by_state (state, step_id)
);
