// How fast `normalize` is on damaged text, by kind of damage and length of page, and how long the first damaged page of a
// process takes. Another build beside it: `tsx bench/repair-speed.ts --old library.mjs` (a copy of .cache/bench/ of another
// state: speeds are measured in turn in one process, and what both give is compared). `--kinds RE`, `--sizes 300,1500`.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import type { normalize } from '../src/index.js'
import { damage } from '../test/support/damage.js'
import { type Mojibake, mojibake } from '../test/support/mojibake.js'
import { bundleLibrary } from './build.js'
import { goldTexts } from './corpus.js'
import { optionsOf, variantNames } from './variants.js'

const { values } = parseArgs({
  options: {
    old: { type: 'string' },
    kinds: { type: 'string', default: '' },
    sizes: { type: 'string', default: '300,1500,10000' },
    rounds: { type: 'string', default: '5' },
    characters: { type: 'string', default: '12000' },
    compare: { type: 'string', default: '0' },
  },
})
const rounds = Number(values.rounds)
/** Of each kind and length so much text is read in a round. */
const characters = Number(values.characters)

const root = new URL('..', import.meta.url)

/** Articles of test/gold, then those of corpus/ without what is noted in them. */
function articles(): string[] {
  const corpus = new URL('corpus/', root)
  const more = readdirSync(corpus).map((name) =>
    readFileSync(new URL(name, corpus), 'utf8')
      .replace(/^#.*\n/gm, '')
      .replace(/\[|\/[a-z]+\]/g, ''),
  )
  return [...goldTexts(), ...more]
}

const all = articles().join('\n')

/** So many pages of a length, from places all over. */
function pagesOf(size: number, count: number): string[] {
  const step = Math.floor((all.length - size) / count)
  return Array.from({ length: count }, (_, i) => all.slice(i * step, i * step + size))
}

/** Ways to fill a page with nothing but damage: what cannot be told must not cost more than what can. */
const hostile: Record<string, (size: number) => string> = {
  'brackets alone': (size) => '(qǐng)'.repeat(size / 6),
  'lost bytes alone': (size) => '?'.repeat(size),
  'a lost byte before each bracket': (size) => '?qǐng)'.repeat(size / 6),
  'two lost bytes after each character': (size) => '日??qǐng)'.repeat(size / 8),
  'letters of UTF-8 alone': (size) => '鏂?囩珷锛?'.repeat(size / 7),
}

const kinds = [...variantNames, ...Object.keys(mojibake), ...Object.keys(hostile)].filter((kind) =>
  new RegExp(values.kinds).test(kind),
)

function damaged(kind: string, pages: readonly string[]): string[] {
  return pages.map((page, i) => {
    if (kind in hostile) return hostile[kind](page.length)
    return kind in mojibake ? mojibake[kind as Mojibake](page) : damage(page, optionsOf(kind, 500 + i))
  })
}

type Library = { normalize: typeof normalize }
const own = await bundleLibrary()
const files = values.old ? [own, pathToFileURL(resolve(values.old))] : [own]
const libraries = await Promise.all(files.map((file) => import(file.href) as Promise<Library>))

const bytesOf = (pages: readonly string[]) => pages.reduce((sum, page) => sum + Buffer.byteLength(page), 0)

/** MB of UTF-8 in a second of each library: the best of the rounds, which the libraries take in turn. */
function speeds(pages: readonly string[]): number[] {
  const best = libraries.map(() => Number.POSITIVE_INFINITY)
  for (let round = 0; round <= rounds; round++)
    for (const [i, { normalize }] of libraries.entries()) {
      const from = process.cpuUsage()
      for (const page of pages) normalize(page)
      const { user, system } = process.cpuUsage(from)
      if (round > 0) best[i] = Math.min(best[i], user + system)
    }
  return best.map((time) => bytesOf(pages) / time)
}

/** How many texts the libraries read in different ways. */
function different(pages: readonly string[]): number {
  const outcome = ({ normalize }: Library, page: string) => {
    const { text, edits, issues } = normalize(page)
    return JSON.stringify([text, edits, issues])
  }
  return pages.filter((page) => outcome(libraries[0], page) !== outcome(libraries[1], page)).length
}

if (Number(values.compare) > 0) {
  let [texts, others] = [0, 0]
  for (const kind of kinds)
    for (const size of values.sizes.split(',').map(Number)) {
      const pages = damaged(kind, pagesOf(size, Number(values.compare)))
      const found = different(pages)
      if (found > 0) console.log(`${kind}, ${size} characters: ${found} of ${pages.length} differ`)
      texts += pages.length
      others += found
    }
  console.log(`${others} of ${texts} texts differ`)
} else {
  const sizes = values.sizes.split(',').map(Number)
  console.log(`${'MB/s of UTF-8'.padEnd(34)}${sizes.map((size) => String(size).padStart(20)).join('')}`)
  for (const kind of ['clean', ...kinds]) {
    const cells = sizes.map((size) => {
      const pages = pagesOf(size, Math.max(1, Math.round(characters / size)))
      return speeds(kind === 'clean' ? pages : damaged(kind, pages))
        .map((speed) => speed.toFixed(2).padStart(7))
        .reverse()
        .join(' →')
    })
    console.log(`${kind.padEnd(34)}${cells.map((cell) => cell.padStart(20)).join('')}`)
  }
  for (const kind of ['toned', 'utf8-as-gbk']) {
    const [page] = damaged(kind, pagesOf(700, 1))
    const script = (file: string) =>
      `import(${JSON.stringify(file)}).then(({ normalize }) => { const from = process.cpuUsage(); normalize(${JSON.stringify(page)}); const { user, system } = process.cpuUsage(from); console.log((user + system) / 1000) })`
    const times = files.map(() => [] as number[])
    for (let round = 0; round < 3 * rounds; round++)
      for (const [i, file] of files.entries())
        times[i].push(
          Number(
            execFileSync(process.execPath, ['--input-type=module', '-e', script(file.href)], {
              encoding: 'utf8',
            }),
          ),
        )
    const median = (list: number[]) => list.sort((a, b) => a - b)[list.length >> 1]
    console.log(
      `first page of a process, ${kind}: ${times
        .map((list) => median(list).toFixed(0))
        .reverse()
        .join(' → ')} ms of processor`,
    )
  }
}
