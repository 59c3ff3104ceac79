-- Declares the shared tables that the examples read. bin/quickstart --serve shares both.
-- For your own: copy this file, name your profile, your tables and their columns, and use it with
--   bin/example NAME --tables FILE      or      sql-client.sh -i FILE -f NAME.sql
-- The profile has to be readable where the SQL client runs and on the JobManager.

CREATE TABLE trades (
  id     BIGINT,
  symbol STRING,
  price  DECIMAL(12, 4),
  ts     TIMESTAMP_LTZ(6)
) WITH (
  'connector' = 'delta-sharing',
  'path' = '/path/to/config.share#market.live.trades'
);

CREATE TABLE companies (
  symbol STRING,
  name   STRING,
  sector STRING
) WITH (
  'connector' = 'delta-sharing',
  'path' = '/path/to/config.share#market.reference.companies'
);
