create table reservation (
  reservation_id char(36) character set ascii collate ascii_bin primary key,
  customer_id varchar(64) character set ascii collate ascii_bin not null,
  status varchar(16) not null,
  reason varchar(500),
  place varchar(200) not null,
  starts_at datetime(6) not null,
  ends_at datetime(6) not null,
  fee bigint not null check (fee >= 0),
  -- Whose time it takes: only while a driver is to come, or came.
  driver_id varchar(64) character set ascii collate ascii_bin,
  released boolean not null default false,
  cancel_requested_at datetime(6),
  no_show_at datetime(6),
  reports_ended boolean not null default false,
  placed_at datetime(6) not null,
  closed_at datetime(6),
  version int not null,
  check (starts_at < ends_at),
  index reservation_of_customer (customer_id, reservation_id),
  index reservation_of_driver (driver_id, starts_at, ends_at),
  index reservation_by_status (status, reservation_id)
);

create table reservation_offer (
  reservation_id char(36) character set ascii collate ascii_bin not null,
  number int not null,
  driver_id varchar(64) character set ascii collate ascii_bin not null,
  status varchar(16) not null,
  offered_at datetime(6) not null,
  answered_at datetime(6),
  primary key (reservation_id, number),
  foreign key (reservation_id) references reservation (reservation_id),
  index reservation_offer_of_driver (driver_id, reservation_id)
);

-- No foreign key: it would lock the reservation's row for every step, against the order in which rows are taken.
create table reservation_timeline (
  entry_id bigint auto_increment primary key,
  reservation_id char(36) character set ascii collate ascii_bin not null,
  at datetime(6) not null,
  step varchar(40) not null,
  outcome varchar(16) not null,
  detail varchar(500),
  index reservation_timeline_of_reservation (reservation_id, entry_id)
);
