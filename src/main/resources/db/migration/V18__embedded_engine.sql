-- Which engine an instance runs on: Zeebe's keys begin at 2^51, those of the embedded engine at 1. And in the embedded
-- engine an order has one instance at a time. (MariaDB indexes no expression of a bare char column, hence rtrim.)
alter table process_instance
  add column engine varchar(8) character set ascii collate ascii_bin
    as (case when instance_key < 2251799813685248 then 'embedded' else 'zeebe' end) virtual,
  add column runs_embedded varchar(36) character set ascii collate ascii_bin
    as (case when instance_key < 2251799813685248 and ended_at is null then rtrim(order_id) end) virtual,
  add unique index process_instance_starts_once (runs_embedded);

-- Messages to the embedded engine, for their time-to-live: by them a second copy is known, and what nobody waits for yet is
-- handed over later. The event is the message's name and key, as in ACT_RU_EVENT_SUBSCR, with its character set.
create table engine_message (
  number bigint auto_increment primary key,
  event varchar(255) character set utf8mb3 collate utf8mb3_bin not null,
  message_id varchar(255) character set utf8mb3 collate utf8mb3_bin not null,
  business_key varchar(255) character set utf8mb4 collate utf8mb4_bin,
  variables longtext character set utf8mb4 not null,
  taken boolean not null,
  expires_at datetime(6) not null,
  unique index engine_message_of_event (event, message_id),
  index engine_message_of_instance (business_key, taken),
  index engine_message_to_hand_over (taken, number),
  index engine_message_by_expiry (expires_at)
);
