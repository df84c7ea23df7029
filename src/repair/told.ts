import { languageModel, nats } from './model.js'
import { Neighbours } from './neighbours.js'
import type { PageEvidence } from './ways.js'

/** What a character costs that the script of the page does not have. */
const PRICE_SCRIPT = nats(5)
const PRICE_WIDE = nats(5)

/** What the characters that surely stand in the runs of a page (0: one that is lost) tell of what is lost elsewhere. */
export function evidenceOf(runs: Iterable<Iterable<number>>): PageEvidence {
  const { simplified, script } = languageModel()
  const neighbours = new Neighbours()
  const seen = new Uint8Array(0x10000)
  const scripts = [0, 0, 0]
  for (const codes of runs) {
    let [before, last] = [0, 0]
    for (const plain of codes) {
      const code = plain < 0x10000 ? simplified[plain] : 0
      if (last !== 0 && code !== 0) neighbours.add(before, last, code)
      if (script[plain] < scripts.length) scripts[script[plain]]++
      seen[plain & 0xffff] = 1
      before = last
      last = code
    }
  }
  const isSimplified = scripts[2] >= scripts[1]
  const prices = {
    simplified: isSimplified ? 0 : PRICE_SCRIPT,
    traditional: isSimplified ? PRICE_SCRIPT : 0,
    wide: PRICE_WIDE,
    untabled: 0,
  }
  return {
    annotated: NONE,
    bare: NO_BYTES,
    prices,
    familiar: new Uint16Array(0x10000),
    neighbours,
    drops: false,
    seen,
    own: [],
  }
}

const NONE = new Uint16Array(0)
const NO_BYTES = new Uint8Array(0)
