-- The answer to each call that came with an Idempotency-Key.
create table idempotency_key (
  caller varchar(255) character set utf8mb4 collate utf8mb4_bin not null,
  idempotency_key varchar(255) character set ascii collate ascii_bin not null,
  request char(64) character set ascii collate ascii_bin not null,
  status smallint,
  location varchar(255),
  body mediumtext character set utf8mb4,
  running_until datetime(6),
  at datetime(6) not null,
  primary key (caller, idempotency_key),
  index idempotency_key_by_age (at)
);
