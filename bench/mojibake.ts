// What repair recovers of text that was read in the wrong charset, by kind and by decoder.

import { Converter } from 'opencc-js/cn2t'
import { repair } from '../src/repair/index.js'
import { Doc } from '../src/text/index.js'
import { big5Table } from '../test/support/charset.js'
import { type Mojibake, mojibake } from '../test/support/mojibake.js'
import { diff, size } from './diff.js'
import { compare, share, touches, units } from './mended.js'

/** ftfy's approach: bytes of Latin-1 or Windows-1252 that are UTF-8, again and again; CJK charsets are out of its scope. */
function ftfy(text: string): string {
  let now = text
  for (let round = 0; round < 3; round++) {
    const bytes = bytesOf(now)
    if (!bytes?.some((byte) => byte > 0x7f)) break
    try {
      now = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch {
      break
    }
  }
  return now
}

const windows1252 = new Map<number, number>()
for (let byte = 0x80; byte < 0x100; byte++)
  windows1252.set(new TextDecoder('windows-1252').decode(Uint8Array.of(byte)).charCodeAt(0), byte)

function bytesOf(text: string): Uint8Array | null {
  const bytes = Uint8Array.from(text, (char) => {
    const code = char.charCodeAt(0)
    return code < 0x100 ? code : (windows1252.get(code) ?? 0)
  })
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0 && text.charCodeAt(i) !== 0) return null
  return bytes
}

/** What of the damage an edit's text is right; signs that stay for what cannot be told are no guess. */
interface Certainties {
  exact: { all: number; wrong: number }
  inferred: { all: number; wrong: number }
}

const PAGES = 8
const CHARACTERS = 600
const ROUNDS = 3

export function mojibakeTable(pages: readonly string[]): void {
  console.log(
    '\nmojibake: characters right         as it is  ftfy’s approach   repaired  exact (wrong)  inferred (right)   MB/s',
  )
  const simplified = pages.slice(0, PAGES).map((page) => page.slice(0, CHARACTERS))
  const traditional = simplified.map(inBig5)
  for (const kind of Object.keys(mojibake) as Mojibake[]) {
    const texts = kind.startsWith('big5') ? traditional : simplified
    const edits: Certainties = { exact: { all: 0, wrong: 0 }, inferred: { all: 0, wrong: 0 } }
    let [all, raw, theirs, ours] = [0, 0, 0, 0]
    for (const text of texts) {
      const damaged = mojibake[kind](text)
      const { mended, truth, hunks, apart } = compare(damaged, text)
      all += truth.length
      raw += size(diff(units(damaged), truth))
      theirs += size(diff(units(ftfy(damaged)), truth))
      ours += size(hunks)
      for (const { span, insert, certainty } of mended.edits) {
        if (/^[?\ufffd]*$/.test(insert)) continue
        const { start, end } = mended.toText(span)
        edits[certainty].all++
        if (touches(apart, start, end)) edits[certainty].wrong++
      }
    }
    const right = (wrong: number) => share(Math.max(0, all - wrong), all).padStart(10)
    const { exact, inferred } = edits
    console.log(
      [
        kind.padEnd(31),
        right(raw).padStart(13),
        right(theirs).padStart(16),
        right(ours),
        `${exact.all} (${exact.wrong})`.padStart(14),
        `${inferred.all} (${share(inferred.all - inferred.wrong, inferred.all)})`.padStart(17),
        speed(texts.map(mojibake[kind])).toFixed(2).padStart(6),
      ].join(' '),
    )
  }
}

/** Traditional text, as far as Big5 has its characters. */
export function inBig5(text: string): string {
  const convert = Converter({ from: 'cn', to: 'tw' })
  return Array.from(convert(text))
    .filter((char) => char < '\x80' || big5Table().has(char))
    .join('')
}

/** MB of UTF-8 in a second, the best of a few rounds. */
function speed(damaged: readonly string[]): number {
  const bytes = damaged.reduce((sum, text) => sum + new TextEncoder().encode(text).length, 0)
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < ROUNDS; round++) {
    const from = process.cpuUsage()
    for (const text of damaged) repair(Doc.of(text))
    const { user, system } = process.cpuUsage(from)
    best = Math.min(best, user + system)
  }
  return bytes / best
}
