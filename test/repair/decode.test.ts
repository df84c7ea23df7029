import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode } from '../../src/repair/index.js'
import { big5Table, encodeWith, gbkTable } from '../support/charset.js'

const simplified = '全县今年以来的重点项目建设进展顺利，农业、工业和旅游业都有增长。\n'
const traditional = '全縣今年以來的重點項目建設進展順利，農業、工業和旅遊業都有增長。\n'
const utf8 = (text: string) => new TextEncoder().encode(text)
const gbk = (text: string) => encodeWith(gbkTable(), text)
const big5 = (text: string) => encodeWith(big5Table(), text)
function utf16(text: string, little: boolean): Uint8Array {
  const bytes = new Uint8Array(2 * text.length)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), little)
  return bytes
}
const join = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]))
const codes = (bytes: Uint8Array, encoding?: string) =>
  decode(bytes, { encoding }).issues.map(({ code }) => code)

describe('bytes to text', () => {
  it.each([
    ['utf-8', utf8(simplified), simplified],
    ['gb18030', gbk(simplified), simplified],
    ['gb18030', gbk(traditional), traditional],
    ['big5', big5(traditional), traditional],
    ['utf-16le', utf16(`News: ${simplified}`, true), `News: ${simplified}`],
    ['utf-16be', utf16(`News: ${simplified}`, false), `News: ${simplified}`],
  ])('tells %s without being told', (encoding, bytes, text) => {
    expect(decode(bytes)).toEqual({ text, encoding, issues: [] })
  })

  it('takes the mark at the start and leaves it out', () => {
    expect(decode(join(Uint8Array.of(0xef, 0xbb, 0xbf), utf8('新闻'))).text).toBe('新闻')
    expect(decode(join(Uint8Array.of(0xff, 0xfe), utf16('新闻', true))).text).toBe('新闻')
    expect(decode(join(Uint8Array.of(0xfe, 0xff), utf16('新闻', false))).text).toBe('新闻')
  })

  it('overrules a declaration that lies, and says so', () => {
    expect(decode(utf8(simplified), { encoding: 'gb2312' }).text).toBe(simplified)
    expect(codes(utf8(simplified), 'gb2312')).toEqual(['encoding-overruled'])
    expect(decode(gbk(simplified), { encoding: 'utf-8' }).text).toBe(simplified)
    expect(codes(gbk(simplified), 'gbk')).toEqual([])
    expect(codes(utf8('plain'), 'big5')).toEqual([])
  })

  it('reads a GBK comment in a UTF-8 page, and the other way round', () => {
    const page = join(utf8(simplified), gbk(simplified), utf8(simplified))
    expect(decode(page).text).toBe(simplified.repeat(3))
    expect(codes(page)).toContain('encoding-mixed')
    const other = join(gbk(simplified.repeat(3)), utf8(simplified))
    expect(decode(other).text).toBe(simplified.repeat(4))
  })

  it('is not fooled by 联通, whose GBK bytes are UTF-8 too', () => {
    expect(decode(gbk('联通')).text).toBe('联通')
  })

  it('says where the evidence is thin', () => {
    expect(codes(Uint8Array.of(0xff, 0x80, 0x81))).toContain('encoding-doubt')
  })

  it('never throws, and spans stay in the text', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }),
        fc.constantFrom(undefined, 'gbk', 'utf-16le', 'nonsense'),
        (bytes, encoding) => {
          const { text, issues } = decode(bytes, { encoding })
          for (const { span } of issues) expect(span.end).toBeLessThanOrEqual(text.length)
        },
      ),
    )
  })
})
