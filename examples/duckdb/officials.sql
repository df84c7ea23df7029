-- Who held which post where, and how often the pages say so.
SELECT e."name", p.title, p.organization, p.jurisdiction."name" AS place, p.jurisdiction.code AS code, p.status,
  count(DISTINCT page) AS pages, min(published) AS first_seen, max(published) AS last_seen
FROM (SELECT page, published, "name", unnest(posts) AS p FROM 'entities.parquet' WHERE kind = 'person') AS e
GROUP BY ALL
ORDER BY pages DESC, code, e."name", p.title
LIMIT 20;
