-- A first look at a shared table: its columns, some rows, how many there are. Works for any columns.

SET 'execution.runtime-mode' = 'batch';
SET 'sql-client.execution.result-mode' = 'tableau';

DESCRIBE trades;

SELECT * FROM trades LIMIT 10;

SELECT COUNT(*) AS row_count FROM trades;
