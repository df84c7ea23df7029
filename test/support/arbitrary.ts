import fc from 'fast-check'
import { type Edit, EditList } from '../../src/text/index.js'

/** Characters that make trouble: CJK, astral, combining, marks, ASCII, line breaks. */
const unit = fc.constantFrom(...'中文製度環产，。（）()\n a1𠮷😀é')

export const anyText = fc.oneof(
  fc.string({ unit, maxLength: 24 }),
  fc.string({ unit: 'binary', maxLength: 24 }),
)

/** An edit list over a text of the given length, as integers: a failing case can be typed in again. */
export function editsFor(length: number): fc.Arbitrary<EditList> {
  return fc
    .array(
      fc.record({
        gap: fc.nat(3),
        size: fc.nat(3),
        insert: fc.string({ unit: fc.constantFrom('x', 'y', '甲'), maxLength: 3 }),
        rule: fc.constantFrom('a', 'b', 'c'),
        certainty: fc.constantFrom('exact' as const, 'inferred' as const),
      }),
      { maxLength: 6 },
    )
    .map((steps) => {
      const edits: Edit[] = []
      let at = 0
      for (const { gap, size, insert, rule, certainty } of steps) {
        const start = at + gap
        const end = start + size
        if (end > length) break
        if (size === 0 && insert === '') continue
        edits.push({ span: { start, end }, insert, rules: [rule], certainty })
        at = end
      }
      return EditList.of(length, edits)
    })
}
