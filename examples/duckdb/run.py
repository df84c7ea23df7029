"""Records (JSON Lines) to Parquet, then the three queries, with DuckDB's Python package.

    python run.py records.jsonl [FOLDER]

Writes articles.parquet, entities.parquet and facts.parquet into FOLDER (default: here) and prints three
tables. Whoever has DuckDB's own shell needs only the .sql files.
"""

import os
import sys
from pathlib import Path

import duckdb

here = Path(__file__).resolve().parent
records = Path(sys.argv[1]).resolve()
os.chdir(sys.argv[2] if len(sys.argv) > 2 else ".")
connection = duckdb.connect()
sql = (here / "to-parquet.sql").read_text(encoding="utf-8")
connection.execute(sql.replace("'records.jsonl'", "'" + str(records).replace("'", "''") + "'"))
for name in ["officials", "money", "growth"]:
    query = (here / f"{name}.sql").read_text(encoding="utf-8")
    print(query.splitlines()[0].removeprefix("-- "))
    connection.sql(query).show(max_rows=20, max_width=160)
