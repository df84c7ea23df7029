// npm run test:examples: GNU parallel and DuckDB, as their examples say.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { pageLines } from './pages.js'
import { check, cli, finish, has, oneProcess, pythonWith, root, skip, temporary } from './tools.js'

const folder = temporary()
const pages = join(folder, 'pages.jsonl')
const records = join(folder, 'records.jsonl')
const made = pageLines(2000)
writeFileSync(pages, made.jsonl)
oneProcess(pages, records)
const want = readFileSync(records)
check(
  'one process: a record for each page',
  want.toString().split('\n').length - 1 === made.records,
  made.records,
)

function parallel(file: string, block: string): Buffer {
  return execFileSync(`${root}examples/parallel/analyze.sh`, [file], {
    env: { ...process.env, ZHENGWEN: cli, BLOCK: block, JOBS: '2' },
    maxBuffer: 1 << 30,
  })
}

if (has('parallel')) {
  check('GNU parallel: equal to one process, byte for byte', parallel(pages, '300k').equals(want))
  const zip = `${pages}.gz`
  writeFileSync(zip, gzipSync(made.jsonl))
  check('GNU parallel: the same from .gz', parallel(zip, '300k').equals(want))
} else skip('GNU parallel', 'not on PATH (Debian: parallel)')

function columns(python: string, file: string): Record<string, string> {
  const code = `import duckdb,json;print(json.dumps([r[:2] for r in duckdb.sql("describe select * from '${file}'").fetchall()]))`
  return Object.fromEntries(JSON.parse(execFileSync(python, ['-c', code], { cwd: folder }).toString()))
}

function count(python: string, file: string): number {
  const code = `import duckdb;print(duckdb.sql("select count(*) from '${file}'").fetchall()[0][0])`
  return Number(execFileSync(python, ['-c', code], { cwd: folder }).toString())
}

const python = pythonWith('duckdb', 'duckdb')
if (python) {
  const shown = execFileSync(python, [`${root}examples/duckdb/run.py`, records, folder]).toString()
  check('DuckDB: three tables', shown.split('┌').length === 4)
  console.log(shown)
  const articles = want
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter((record) => record.ok !== false)
  const sum = (key: string) => articles.reduce((n, article) => n + article[key].length, 0)
  check(
    'DuckDB: a row for each article',
    count(python, 'articles.parquet') === made.records - made.bad,
    articles.length,
  )
  check(
    'DuckDB: a row for each entity',
    count(python, 'entities.parquet') === sum('entities'),
    sum('entities'),
  )
  check('DuckDB: a row for each fact', count(python, 'facts.parquet') === sum('facts'), sum('facts'))
  const types = columns(python, 'facts.parquet')
  const typed = types.value === 'DECIMAL(38,9)' && types.published === 'DATE' && types.confidence === 'DOUBLE'
  check('DuckDB: columns are typed', typed && existsSync(join(folder, 'articles.parquet')))
} else skip('DuckDB', 'no Python with the package duckdb')
finish()
