-- Every set of model files that was to run, from the jar or from an analyst. New orders run by the newest that is DEPLOYED.
create table model_version (
  version int primary key,
  -- Of names and texts of the files: the same files are known again.
  checksum char(64) character set ascii collate ascii_bin not null,
  files longtext not null,
  status varchar(16) not null,
  origin varchar(16) not null,
  created_at datetime(6) not null,
  created_by varchar(255) not null,
  reason varchar(500),
  findings longtext not null,
  changes longtext not null,
  deployed_at datetime(6),
  refusal varchar(2000),
  index model_version_by_checksum (checksum, version),
  index model_version_by_status (status, version)
);

-- By which keys the engine knows the processes of a version. More than one if it had lost them meanwhile.
create table model_process (
  version int not null,
  definition_key bigint not null,
  process_id varchar(255) not null,
  engine_version int not null,
  primary key (version, definition_key),
  index model_process_by_key (definition_key)
);

-- By which of them an instance runs. Not known of instances from before.
alter table process_instance
  add column definition_key bigint,
  add index process_instance_by_definition (definition_key, ended_at);
