import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ByPlace } from '../../src/entities/by-place.js'

const LAST = 6

const steps = fc.array(
  fc.oneof(
    fc.record({ does: fc.constant('set' as const), at: fc.nat(LAST), value: fc.nat(99) }),
    fc.record({ does: fc.constant('delete' as const), at: fc.nat(LAST), value: fc.constant(0) }),
    fc.record({ does: fc.constant('clear' as const), at: fc.constant(0), value: fc.constant(0) }),
  ),
)

describe('things by place', () => {
  it('are what a map would have', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const things = new ByPlace<number>(LAST)
        const map = new Map<number, number>()
        for (const { does, at, value } of list) {
          if (does === 'set') {
            things.set(at, value)
            map.set(at, value)
          } else if (does === 'delete') {
            things.delete(at)
            map.delete(at)
          } else {
            things.clear()
            map.clear()
          }
          expect(things.values()).toEqual([...map.values()])
          for (let i = 0; i <= LAST; i++) {
            expect(things.get(i)).toBe(map.get(i))
            expect(things.has(i)).toBe(map.has(i))
          }
        }
      }),
    )
  })

  it('are none in front of the text and behind it', () => {
    const things = new ByPlace<string>(LAST)
    for (const at of [-1, LAST + 1]) {
      expect(things.get(at)).toBeUndefined()
      expect(things.has(at)).toBe(false)
    }
  })
})
