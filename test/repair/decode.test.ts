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

  const county = '昨天上午，清河县召开春季农业生产现场会，安排部署当前重点工作。\n'
  const taiwan = '新竹縣政府今日召開記者會，說明竹北市公共托育家園的收托進度。\n'
  const hongKong = '立法會財務委員會昨日通過啟德體育園撥款申請，工程預計二零二五年完成。\n'

  it.each([
    ['UTF-8, declared as GB2312', utf8(county), county, 'gb2312'],
    ['UTF-8, declared as Big5', utf8(taiwan), taiwan, 'big5'],
    ['GBK, declared as UTF-8', gbk(county), county, 'utf-8'],
    ['GBK, declared as Big5', gbk(county), county, 'big5'],
    ['Big5, declared as GBK', big5(taiwan + hongKong), taiwan + hongKong, 'gbk'],
    ['UTF-16, declared as GBK', utf16(`News: ${county}`, true), `News: ${county}`, 'gbk'],
    [
      'Latin-1, declared as GBK',
      Uint8Array.from('Le café où', (char) => char.charCodeAt(0)),
      'Le café où',
      'gbk',
    ],
  ])('reads %s', (_, bytes, text, encoding) => {
    expect(decode(bytes, { encoding }).text).toBe(text)
    expect(codes(bytes, encoding)).toContain('encoding-overruled')
  })

  it.each([
    ['a short title in GBK', gbk('清河县新闻'), '清河县新闻'],
    ['a word in GBK', gbk('简介'), '简介'],
    ['a short title in Big5', big5('縣長陳光復視察漁港'), '縣長陳光復視察漁港'],
    ['a title in UTF-16 without a zero byte', utf16('清河县新闻网', true), '清河县新闻网'],
    ['the same with the high byte first', utf16('清河县新闻网', false), '清河县新闻网'],
    ['tags in UTF-16', utf16('<p>清河</p>', true), '<p>清河</p>'],
    ['a name in UTF-8', utf8('François Müller 参观了农场'), 'François Müller 参观了农场'],
    [
      'a name in Latin-1',
      Uint8Array.from("Hôtel de Ville, l'été", (char) => char.charCodeAt(0)),
      "Hôtel de Ville, l'été",
    ],
    ['ASCII words', utf8('Contact us'), 'Contact us'],
    [
      'Cantonese in Big5-HKSCS',
      join(
        big5('街坊話'),
        Uint8Array.of(0x9d, 0xf5, 0x9d, 0xf8, 0x9d, 0xcf, 0x9d, 0xef),
        big5('政府要交代\n'),
      ),
      '街坊話嗰啲嘢嘅政府要交代\n',
    ],
    [
      'a place of Hong Kong',
      join(big5('沙田廣源'), Uint8Array.of(0x90, 0x68), big5('居民昨日開會\n')),
      '沙田廣源邨居民昨日開會\n',
    ],
  ])('tells %s', (_, bytes, text) => {
    expect(decode(bytes).text).toBe(text)
  })

  it.each([
    [
      'a comment in GBK in a page of UTF-8',
      [utf8(`<p>${county}</p>\n`), gbk('<!-- 模板结束 编辑部 -->\n'), utf8(taiwan)],
      `<p>${county}</p>\n<!-- 模板结束 编辑部 -->\n${taiwan}`,
    ],
    [
      'the same on one line',
      [
        utf8('<p>县里召开了会议，布置工作。</p>'),
        gbk('<div>版权所有 清河县融媒体中心</div>'),
        utf8('<p>与会人员发了言。</p>'),
      ],
      '<p>县里召开了会议，布置工作。</p><div>版权所有 清河县融媒体中心</div><p>与会人员发了言。</p>',
    ],
    [
      'a footer in UTF-8 in a page of GBK',
      [gbk(county.repeat(2)), utf8('版权所有 清河县融媒体中心\n')],
      `${county.repeat(2)}版权所有 清河县融媒体中心\n`,
    ],
    [
      'a footer in UTF-8 in a page of Big5',
      [big5(taiwan + hongKong), utf8('版權所有 竹北新聞\n')],
      `${taiwan}${hongKong}版權所有 竹北新聞\n`,
    ],
  ])('reads %s', (_, parts, text) => {
    const bytes = join(...parts)
    expect(decode(bytes).text).toBe(text)
    expect(codes(bytes)).toContain('encoding-mixed')
  })

  it('tells UTF-16 by its pairs where a space or 开 (5F00) is all that has a zero', () => {
    const text = '本县消息（记者 周岚）昨天，镇里开了会，说起今年的收成和修路的事。'
    expect(decode(utf16(text, true))).toMatchObject({ text, encoding: 'utf-16le' })
    expect(decode(utf16(text, false))).toMatchObject({ text, encoding: 'utf-16be' })
  })

  it('reads a line of Big5 in a UTF-8 page', () => {
    const line = '農會昨天說明今年的補助辦法，農民表示歡迎。'
    const page = `${line}\n${line}\n`
    expect(decode(join(utf8(page), big5(line))).text).toBe(page + line)
  })

  it('takes what a page says of itself for evidence, and overrules it where it lies', () => {
    expect(decode(big5('<meta charset=big5><p>公告</p>')).text).toBe('<meta charset=big5><p>公告</p>')
    expect(decode(gbk('<meta charset="gbk"><p>公告</p>')).text).toBe('<meta charset="gbk"><p>公告</p>')
    const lying = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head>${county}</html>`
    expect(decode(utf8(lying)).text).toBe(lying)
    expect(codes(utf8(lying))).toEqual(['encoding-overruled'])
    const other = `<?xml version="1.0" encoding="utf-8"?><p>${county}</p>`
    expect(decode(gbk(other)).text).toBe(other)
  })

  it('reads on after a byte that is cut off or does not belong', () => {
    expect(decode(utf8(county).subarray(0, -2)).text).toBe(`${county.slice(0, -2)}\ufffd`)
    expect(decode(gbk(county).subarray(0, -2)).text).toBe(`${county.slice(0, -2)}\ufffd`)
    expect(decode(join(utf8(county), Uint8Array.of(0xe6), utf8(county))).text).toBe(
      `${county}\ufffd${county}`,
    )
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
