// What repair recovers of short texts: a headline, a cell of a table, a sentence. Little of a page is there to tell.

import { damagePage } from '../test/support/damage.js'
import { type Mojibake, mojibake } from '../test/support/mojibake.js'
import { size } from './diff.js'
import { compare, mend, share, touches } from './mended.js'
import { inBig5 } from './mojibake.js'
import { optionsOf, variantNames } from './variants.js'

const LENGTHS = [6, 12, 25, 60]
const SENTENCES = [1, 2, 4]
const PAGES = 30

/** Whether some bracket with a reading is left. */
const LEFT = /[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]\)/

export function shortTable(lines: readonly string[]): void {
  console.log('\nshort texts: characters right, in brackets wrong edits marked exact')
  console.log(
    `${'mojibake, characters'.padEnd(31)}${LENGTHS.map((length) => `${length}`.padStart(16)).join('')}`,
  )
  for (const kind of Object.keys(mojibake) as Mojibake[])
    console.log(kind.padEnd(31) + LENGTHS.map((length) => rightOf(kind, length, lines).padStart(16)).join(''))
  console.log(
    `\n${'texts with brackets left'.padEnd(31)}${SENTENCES.map((n) => `${n} sentences`.padStart(16)).join('')}`,
  )
  const long = lines.filter((line) => line.length > 20)
  for (const variant of variantNames)
    console.log(variant.padEnd(31) + SENTENCES.map((n) => leftOf(variant, n, long).padStart(16)).join(''))
}

function rightOf(kind: Mojibake, length: number, lines: readonly string[]): string {
  let [all, wrong, lies] = [0, 0, 0]
  for (let i = 0; i < PAGES; i++) {
    const cut = lines
      .slice(i * 9, i * 9 + 6)
      .join('')
      .slice(0, length)
    const text = kind.startsWith('big5') ? inBig5(cut) : cut
    const { mended, truth, hunks, apart } = compare(mojibake[kind](text), text)
    all += truth.length
    wrong += Math.min(size(hunks), truth.length)
    for (const { span, certainty } of mended.edits) {
      const { start, end } = mended.toText(span)
      if (certainty === 'exact' && touches(apart, start, end)) lies++
    }
  }
  return `${share(all - wrong, all)} (${lies})`
}

function leftOf(variant: string, sentences: number, lines: readonly string[]): string {
  let [texts, left] = [0, 0]
  for (let i = 0; i < 2 * PAGES; i++) {
    const text = lines.slice(i * 4, i * 4 + sentences).join('\n')
    const { text: damaged, carrier } = damagePage(text, optionsOf(variant, 9000 + i))
    if (!LEFT.test(damaged) || damaged === carrier) continue
    texts++
    if (LEFT.test(mend(damaged).text)) left++
  }
  return `${left} of ${texts}`
}
