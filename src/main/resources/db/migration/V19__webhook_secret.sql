-- Encrypted secrets are longer.
alter table webhook
  modify secret varchar(255) character set ascii collate ascii_bin not null,
  modify previous_secret varchar(255) character set ascii collate ascii_bin;
