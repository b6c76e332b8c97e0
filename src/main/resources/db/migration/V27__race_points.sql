-- The points that a result has earned, and the place for which they were decided; null until then.
alter table race_result
  add column points int,
  add column points_place int;

-- Grows only: a correction adds an entry with the difference.
create table points_ledger (
  entry_id bigint auto_increment primary key,
  customer_id varchar(64) character set ascii collate ascii_bin not null,
  race_id char(36) character set ascii collate ascii_bin not null,
  event_id varchar(100) character set ascii collate ascii_bin not null,
  points int not null,
  at datetime(6) not null,
  unique index points_ledger_once (event_id, customer_id),
  index points_ledger_of_customer (customer_id, entry_id, points),
  index points_ledger_of_race (race_id, customer_id, points)
);

-- The messages that were booked, whether or not they changed anything.
create table points_event (
  event_id varchar(100) character set ascii collate ascii_bin primary key,
  race_id char(36) character set ascii collate ascii_bin not null,
  at datetime(6) not null
);
