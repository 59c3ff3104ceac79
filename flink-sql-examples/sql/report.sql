-- A report over the newest version of the shared table: the job reads it once and ends.

SET 'execution.runtime-mode' = 'batch';
SET 'sql-client.execution.result-mode' = 'tableau';
-- days as the exchange counts them
SET 'table.local-time-zone' = 'UTC';

SELECT
  CAST(ts AS DATE) AS trading_day,
  symbol,
  COUNT(*)         AS trades,
  MIN(price)       AS lowest,
  MAX(price)       AS highest,
  SUM(price)       AS turnover
FROM trades
GROUP BY CAST(ts AS DATE), symbol
ORDER BY trading_day, symbol;
