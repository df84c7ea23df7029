// The kinds of damaged copies that the benches measure.
import { random } from '../test/support/charset.js'
import { type DamageOptions, variants } from '../test/support/damage.js'

const web: Omit<DamageOptions, 'seed'> = {
  carrier: 'traditional',
  pinyin: 'toned',
  tableRate: 0.9,
  chunks: 0.2,
  inTurn: true,
}

/** Beside the variants: a table of all Traditional characters, all else as it was; and what pages of the web show. */
const more: Record<string, Omit<DamageOptions, 'seed'>> = {
  plain: { carrier: 'traditional', pinyin: 'toned', tableRate: 1, badRate: 0 },
  'in turn': { ...web, privateUse: 'kept' },
  dropped: { ...web, privateUse: 'dropped' },
}

export const variantNames: readonly string[] = [...Object.keys(variants), ...Object.keys(more), 'any']

/** One copy of each page: by its variant, or `any`. */
export function optionsOf(variant: string, seed: number): DamageOptions {
  return variant === 'any' ? anyOptions(seed) : { seed, ...variants[variant], ...more[variant] }
}

/** Copies as they come: another table, script, decoder and spacing for every page. */
function anyOptions(seed: number): DamageOptions {
  const next = random(seed * 7919)
  const traditional = next() < 0.8
  return {
    seed,
    carrier: traditional ? 'traditional' : 'simplified',
    pinyin: next() < 0.6 ? 'toned' : 'toneless',
    space: next() < 0.3,
    tableRate: traditional ? 0.2 + 0.7 * next() : 0.005 + 0.03 * next(),
    badRate: 0.5 * next(),
    commas: next() < 0.4,
    decoder: next() < 0.3 ? 'replacement' : 'question',
    indent: next() < 0.5 ? '\u3000\u3000' : '',
  }
}
