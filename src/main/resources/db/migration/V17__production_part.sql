-- What is asked of the factories for one order may be split into parts, each asked for, waited for and undone by itself.
-- An order that was asked for as a whole has none.
create table production_part (
  order_id char(36) character set ascii collate ascii_bin not null,
  part varchar(40) character set ascii collate ascii_bin not null,
  status varchar(16) not null,
  primary key (order_id, part),
  foreign key (order_id) references production_order (order_id),
  index production_part_by_status (status)
);

alter table production_request add column part varchar(40) character set ascii collate ascii_bin not null default '';
