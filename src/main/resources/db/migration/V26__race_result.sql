create table race_result (
  race_id char(36) character set ascii collate ascii_bin not null,
  customer_id varchar(64) character set ascii collate ascii_bin not null,
  milliseconds bigint not null check (milliseconds > 0),
  entered_at datetime(6) not null,
  primary key (race_id, customer_id),
  foreign key (race_id) references race (race_id),
  index race_result_by_time (race_id, milliseconds, customer_id),
  index race_result_of_customer (customer_id)
);

-- What a result was before, and why it is not any more. Missing before: it had been removed. Missing after: it was.
create table race_result_change (
  change_id bigint auto_increment primary key,
  race_id char(36) character set ascii collate ascii_bin not null,
  customer_id varchar(64) character set ascii collate ascii_bin not null,
  milliseconds_before bigint,
  milliseconds_after bigint,
  reason varchar(500) not null,
  changed_by varchar(255) character set utf8mb4 collate utf8mb4_bin not null,
  at datetime(6) not null,
  index race_result_change_of_result (race_id, customer_id, change_id)
);

-- What runners note about themselves; nobody has confirmed it.
create table runner_record (
  record_id char(36) character set ascii collate ascii_bin primary key,
  customer_id varchar(64) character set ascii collate ascii_bin not null,
  race varchar(100) not null,
  ran_on date not null,
  metres int not null,
  milliseconds bigint not null,
  index runner_record_of_customer (customer_id, record_id)
);
