import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaults, type Settings } from '../../playground/protocol.js'
import { fromFragment, toFragment } from '../../playground/share.js'

const settings: fc.Arbitrary<Settings> = fc.record({
  region: fc.constantFrom('auto', 'cn', 'tw', 'hk'),
  punctuation: fc.constantFrom('chinese', 'keep'),
  format: fc.constantFrom('auto', 'text', 'html'),
  referenceDate: fc.constantFrom('', '2022-05-19'),
})

describe('a link to a page', () => {
  it('brings back any text, lone surrogates too, any bytes, and the settings', async () => {
    const content = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
        .map((units) => String.fromCharCode(...units)),
      fc.uint8Array({ maxLength: 200 }),
    )
    await fc.assert(
      fc.asyncProperty(content, fc.string(), settings, async (given, name, chosen) => {
        const shared = { page: { name, content: given }, settings: chosen }
        expect(await fromFragment(`#${await toFragment(shared)}`)).toEqual(shared)
      }),
      { numRuns: 60 },
    )
  })

  it('packs what repeats, and brings long pages back', async () => {
    const content = '全市完成投资35.7亿元，同比增长8.4%。'.repeat(9000)
    const fragment = await toFragment({ page: { name: '', content }, settings: defaults })
    expect(fragment.length).toBeLessThan(content.length / 10)
    expect((await fromFragment(fragment))?.page.content).toBe(content)
  })

  it('without a page is no link, and options it does not know are left out', async () => {
    expect(await fromFragment('')).toBeNull()
    expect(await fromFragment('#region=tw')).toBeNull()
    const fragment = await toFragment({ page: { name: 'a', content: '文' }, settings: defaults })
    const odd = await fromFragment(`${fragment}&region=mars&referenceDate=soon&format=html`)
    expect(odd?.settings).toEqual({ ...defaults, format: 'html' })
  })

  it('that was cut off is refused', async () => {
    const content = Array.from({ length: 400 }, (_, i) =>
      String.fromCharCode(0x4e00 + ((i * 7919) % 20000)),
    ).join('')
    const fragment = await toFragment({ page: { name: '', content }, settings: defaults })
    await expect(fromFragment(fragment.slice(0, 300))).rejects.toThrow()
    await expect(fromFragment('p=!!!')).rejects.toThrow()
  })
})
