// Expands test/gold/source/*.txt into test/gold/*.json, damaging the pages that ask for it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { cleanLine } from './gold/clean.js'
import { damaged } from './gold/damaged.js'
import { readArticle } from './gold/notation.js'

const home = fileURLToPath(new URL('../test/gold/', import.meta.url))
let facts = 0
let names = 0
let failed = 0
const files = readdirSync(`${home}source`).filter((file) => file.endsWith('.txt'))
for (const file of files.sort()) {
  try {
    const gold = damaged(readArticle(readFileSync(`${home}source/${file}`, 'utf8'), cleanLine))
    if (`${gold.id}.txt` !== file) throw new Error(`id ${gold.id}`)
    writeFileSync(`${home}${gold.id}.json`, `${JSON.stringify(gold, null, 1)}\n`)
    facts += gold.facts.length
    names += gold.places.length + gold.persons.length + gold.companies.length + gold.organizations.length
  } catch (error) {
    failed++
    console.error(`${file}: ${(error as Error).message}`)
  }
}
console.log(`${files.length} articles, ${facts} facts, ${names} names`)
if (failed) process.exitCode = 1
