import { isHanzi } from './gbk.js'
import { languageModel } from './model.js'

/** What brackets stand behind on a page: of each character how often, and how often it stands there without. */
export interface Annotated {
  code: number
  count: number
  missed: number
  /** It is the reading that the character has by itself. */
  main: boolean
}

/** A converter that has a Simplified character in its table as well. */
const OTHER_SCRIPT = Math.log(0.004)
/** One that left a character of its table alone. */
const LEFT_OUT = Math.log(0.03)
const MOST_LEFT_OUT = 2
/** One that gives a reading other than the usual. */
const SIDE_READING = Math.log(0.05)
/** A writer who glosses a character once more. Of rare ones, as of the name 龔, he may gloss each. */
const GLOSSED_AGAIN = Math.log(0.15)
/** Log probability in running text below which a character is rare. */
const RARE = -9

/**
 * How much likelier the brackets of a text in Traditional script are by a converter than by a writer, in nats. A
 * converter has some share of the Traditional characters in its table and annotates these each time; a writer
 * some share of the characters, whatever their script, once. Either share may be anything: 3 of 12 Traditional characters
 * and none of 23 others are rather a converter's by 4 nats, 5 by 7, 3 and one of the others a writer's.
 */
export function converterOdds(text: string, annotated: readonly Annotated[]): number {
  const { script, frequency, simplified } = languageModel()
  const kinds = new Set<number>()
  let traditional = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (!isHanzi(code) || kinds.has(code)) continue
    kinds.add(code)
    if (script[code] === 1) traditional++
  }
  let [chosen, converter, writer] = [0, 0, 0]
  for (const { code, count, missed, main } of annotated) {
    if (script[code] === 1) chosen++
    else converter += OTHER_SCRIPT
    converter += Math.min(missed, MOST_LEFT_OUT) * LEFT_OUT
    if (!main) converter += SIDE_READING
    if (missed === 0 && frequency[simplified[code]] >= RARE) writer += (count - 1) * GLOSSED_AGAIN
  }
  converter += anyShare(chosen, traditional)
  writer += anyShare(annotated.length, kinds.size)
  return converter - writer
}

/** Log chance that just these `some` of `all` are chosen, where each share of them is as likely to be chosen as another. */
function anyShare(some: number, all: number): number {
  const others = Math.max(0, all - some) + 1
  let chance = -Math.log(others)
  for (let i = 1; i <= some; i++) chance += Math.log(i / (others + i))
  return chance
}
