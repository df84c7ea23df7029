import { damage, variants } from '../../test/support/damage.js'
import type { Gold } from './notation.js'

/** Head line `damage: toned 7` → the article with each raw line as the forward model makes it of the clean one. */
export function damaged(gold: Gold): Gold {
  if (!gold.damage) return gold
  const [name, seed] = gold.damage.split(' ') as [string, string]
  const variant = variants[name]
  if (!variant || !/^\d+$/.test(seed ?? '')) throw new Error(`no such damage: ${gold.damage}`)
  // Line by line: the same seed draws the same table for each, and a lost half byte stays in its line.
  const blocks = gold.blocks.map((block) => ({
    ...block,
    // Spam is put on top of the finished copy, as on the pages met in the wild: it stays as it is.
    raw: block.kind === 'spam' ? block.clean : damage(block.clean, { ...variant, seed: Number(seed) }),
  }))
  return { ...gold, script: variant.carrier === 'simplified' ? 'cn' : 'tw', blocks }
}
