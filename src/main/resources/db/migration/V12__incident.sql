-- Jobs that failed as often as the model lets them. The engine, asked over gRPC, does not tell which there are.
create table incident (
  incident_id bigint auto_increment primary key,
  job bigint not null,
  job_type varchar(100) not null,
  order_id char(36) character set ascii collate ascii_bin,
  process_instance bigint not null,
  element varchar(200) not null,
  element_instance bigint not null,
  state varchar(16) not null,
  message varchar(1000) character set utf8mb4 not null,
  raised_at datetime(6) not null,
  resolved_at datetime(6),
  resolved_by varchar(255) character set utf8mb4,
  reason varchar(500) character set utf8mb4,
  version int not null,
  unique incident_of_job (job),
  index incident_of_order (order_id),
  index incident_by_state (state)
);
