-- Records (JSON Lines) to three Parquet files with typed columns. Run where records.jsonl lies:
--   duckdb < to-parquet.sql          or: python run.py records.jsonl
-- Columns are named, not guessed: a type must not depend on which pages came first.
CREATE OR REPLACE VIEW records AS
SELECT *
FROM read_json(
  'records.jsonl',
  format = 'newline_delimited',
  maximum_object_size = 67108864,
  columns = {
    id: 'VARCHAR',
    ok: 'BOOLEAN',
    "text": 'VARCHAR',
    title: 'STRUCT("text" VARCHAR)',
    publishedAt: 'STRUCT(iso VARCHAR)',
    publisher: 'STRUCT("name" VARCHAR)',
    section: 'VARCHAR[]',
    entities: 'STRUCT(id VARCHAR, kind VARCHAR, "name" VARCHAR, code VARCHAR, "level" VARCHAR, category VARCHAR,
      confidence DOUBLE, mentions STRUCT("text" VARCHAR)[],
      posts STRUCT("text" VARCHAR, title VARCHAR, organization VARCHAR, status VARCHAR,
        jurisdiction STRUCT("name" VARCHAR, code VARCHAR))[])[]',
    facts: 'STRUCT(id VARCHAR, kind VARCHAR, "text" VARCHAR, status VARCHAR, approx VARCHAR,
      quantity STRUCT(form VARCHAR, "value" STRUCT("decimal" VARCHAR, number DOUBLE),
        low STRUCT("decimal" VARCHAR, number DOUBLE), high STRUCT("decimal" VARCHAR, number DOUBLE)),
      unit STRUCT("system" VARCHAR, code VARCHAR), metric STRUCT("text" VARCHAR), subject STRUCT("text" VARCHAR),
      period STRUCT("start" VARCHAR, "end" VARCHAR),
      "change" STRUCT(direction VARCHAR, base VARCHAR, "mode" VARCHAR), confidence DOUBLE)[]'
  }
)
WHERE ok IS NOT FALSE;

COPY (
  SELECT id, title."text" AS title, TRY_CAST(publishedAt.iso[1:10] AS DATE) AS published,
    publisher."name" AS publisher, section, "text"
  FROM records
) TO 'articles.parquet' (FORMAT parquet, COMPRESSION zstd);

COPY (
  SELECT page, published, e.id, e.kind, e."name", e.code, e."level", e.category, e.confidence,
    len(e.mentions) AS mentions, e.posts
  FROM (
    SELECT id AS page, TRY_CAST(publishedAt.iso[1:10] AS DATE) AS published, unnest(entities) AS e FROM records
  )
) TO 'entities.parquet' (FORMAT parquet, COMPRESSION zstd);

-- Values are exact decimals; a number of more than 38 digits, rare and hardly a figure, becomes NULL.
COPY (
  SELECT page, published, f.id, f.kind, f."text", f.status, f.approx,
    TRY_CAST(f.quantity."value"."decimal" AS DECIMAL(38, 9)) AS "value",
    TRY_CAST(f.quantity.low."decimal" AS DECIMAL(38, 9)) AS low,
    TRY_CAST(f.quantity.high."decimal" AS DECIMAL(38, 9)) AS high,
    f.unit.code AS unit, f.metric."text" AS metric, f.subject."text" AS subject,
    TRY_CAST(f.period."start"[1:10] AS DATE) AS period_start, TRY_CAST(f.period."end"[1:10] AS DATE) AS period_end,
    f."change".direction AS direction, f."change".base AS base, f.confidence
  FROM (
    SELECT id AS page, TRY_CAST(publishedAt.iso[1:10] AS DATE) AS published, unnest(facts) AS f FROM records
  )
) TO 'facts.parquet' (FORMAT parquet, COMPRESSION zstd);
