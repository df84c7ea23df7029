-- Money that was spent or earned, by province and metric: facts joined with the places of the same page.
WITH province AS (
  SELECT page, code[1:2] || '0000' AS code
  FROM 'entities.parquet'
  WHERE kind = 'place' AND code IS NOT NULL
  GROUP BY page, code[1:2]
  -- A page belongs to the province whose places it names most.
  QUALIFY row_number() OVER (PARTITION BY page ORDER BY sum(mentions) DESC, code[1:2]) = 1
)
SELECT province.code AS province, metric, count(*) AS facts, sum("value") AS yuan, median("value") AS middle
FROM 'facts.parquet' JOIN province USING (page)
WHERE kind = 'money' AND unit = 'CNY' AND status = 'actual' AND "value" IS NOT NULL AND metric IS NOT NULL
GROUP BY ALL
ORDER BY yuan DESC, province, metric
LIMIT 20;
