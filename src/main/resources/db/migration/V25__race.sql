create table race (
  race_id char(36) character set ascii collate ascii_bin primary key,
  -- The subject of the token of whoever made it.
  organiser varchar(255) character set utf8mb4 collate utf8mb4_bin not null,
  name varchar(100) not null,
  starts_at datetime(6) not null,
  closes_at datetime(6) not null,
  metres int not null check (metres > 0),
  places int not null,
  fee bigint not null check (fee >= 0),
  taken int not null default 0,
  waiting int not null default 0,
  version int not null,
  check (closes_at <= starts_at),
  check (taken between 0 and places),
  check (waiting >= 0),
  index race_by_start (starts_at)
);

create table race_entry (
  race_entry_id char(36) character set ascii collate ascii_bin primary key,
  race_id char(36) character set ascii collate ascii_bin not null,
  customer_id varchar(64) character set ascii collate ascii_bin not null,
  status varchar(16) not null,
  reason varchar(500),
  fee bigint not null check (fee >= 0),
  closes_at datetime(6) not null,
  withdrawal_requested_at datetime(6),
  placed_at datetime(6) not null,
  closed_at datetime(6),
  version int not null,
  -- A runner has one entry for a race, apart from those that ended without success.
  only_runner varchar(64) character set ascii collate ascii_bin
    generated always as (case when status in ('REJECTED', 'CANCELLED') then null else customer_id end) virtual,
  foreign key (race_id) references race (race_id),
  unique index race_entry_once (race_id, only_runner),
  index race_entry_of_race (race_id, race_entry_id),
  index race_entry_of_customer (customer_id, race_entry_id),
  index race_entry_by_status (status, race_entry_id)
);

create table race_place (
  race_entry_id char(36) character set ascii collate ascii_bin primary key,
  race_id char(36) character set ascii collate ascii_bin not null,
  status varchar(16) not null,
  index race_place_of_race (race_id, status, race_entry_id)
);

-- No foreign key: it would lock the entry's row for every step, against the order in which rows are taken.
create table race_entry_timeline (
  entry_id bigint auto_increment primary key,
  race_entry_id char(36) character set ascii collate ascii_bin not null,
  at datetime(6) not null,
  step varchar(40) not null,
  outcome varchar(16) not null,
  detail varchar(500),
  index race_entry_timeline_of_entry (race_entry_id, entry_id)
);
