-- For programs, or for people in a chat.
alter table webhook
  add format varchar(16) character set ascii collate ascii_bin not null default 'JSON';
