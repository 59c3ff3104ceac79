-- Every trade, and every one to come, with what a second shared table knows about its symbol. Runs until it is stopped.

SET 'execution.runtime-mode' = 'streaming';
SET 'sql-client.execution.result-mode' = 'tableau';
SET 'table.local-time-zone' = 'UTC';

-- A regular join keeps both sides in state: trades for an hour, in case their company comes late; companies for good.
SELECT /*+ STATE_TTL('t' = '1 h', 'c' = '0 s') */
  t.id, t.symbol, c.name, c.sector, t.price, t.ts
FROM trades AS t
JOIN companies AS c ON t.symbol = c.symbol;
