-- What grew and what shrank against the year before, by quarter in which it was reported on.
SELECT date_trunc('quarter', coalesce(period_end, published)) AS quarter, metric,
  count(*) FILTER (direction = 'up') AS up, count(*) FILTER (direction = 'down') AS down,
  round(avg(CASE direction WHEN 'down' THEN -"value" ELSE "value" END), 2) AS mean_percent
FROM 'facts.parquet'
WHERE kind = 'percent' AND base = 'yoy' AND metric IS NOT NULL AND "value" IS NOT NULL
GROUP BY ALL
HAVING quarter IS NOT NULL
ORDER BY quarter, up + down DESC, metric
LIMIT 20;
