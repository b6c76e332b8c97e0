-- Running orders that are moved to a version, and how that goes.
create table model_migration (
  migration_id int auto_increment primary key,
  version int not null,
  created_at datetime(6) not null,
  created_by varchar(255) not null,
  reason varchar(500) not null,
  index model_migration_of_version (version, migration_id)
);

create table model_move (
  migration_id int not null,
  instance_key bigint not null,
  order_id char(36) character set ascii collate ascii_bin not null,
  process_id varchar(255) not null,
  from_version int not null,
  definition_key bigint not null,
  status varchar(16) not null,
  tries int not null,
  why varchar(1000),
  primary key (migration_id, instance_key),
  index model_move_by_status (migration_id, status, instance_key)
);
