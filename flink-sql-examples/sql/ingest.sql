-- Copies the shared table, and all that is appended to it, into Parquet files, each row exactly once. Runs until it is stopped.
-- Files become visible with each checkpoint. A job that is stopped with a savepoint and started from it goes on where it
-- was; one that is started without copies everything once more.

SET 'execution.runtime-mode' = 'streaming';
SET 'execution.checkpointing.interval' = '5 s';
SET 'table.local-time-zone' = 'UTC';

-- On a cluster, 'path' is a directory that all TaskManagers see, such as s3://bucket/trades-by-day.
CREATE TABLE archive (
  id          BIGINT,
  symbol      STRING,
  price       DECIMAL(12, 4),
  ts          TIMESTAMP_LTZ(6),
  trading_day STRING
) PARTITIONED BY (trading_day) WITH (
  'connector' = 'filesystem',
  'path' = 'file:///tmp/trades-by-day',
  'format' = 'parquet',
  -- timestamps as all current readers of Parquet know them, in UTC
  'parquet.write.int64.timestamp' = 'true',
  'parquet.utc-timezone' = 'true'
);

INSERT INTO archive
SELECT id, symbol, price, ts, DATE_FORMAT(ts, 'yyyy-MM-dd') FROM trades;
