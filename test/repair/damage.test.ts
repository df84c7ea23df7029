import { describe, expect, it } from 'vitest'
import { damage, damagePage, variants } from '../support/damage.js'
import { mojibake } from '../support/mojibake.js'

const text = '市供销社今年以来加强产业链建设，日报记者来时看到，货物处于充足状态。\n'

describe('the forward model of the damage', () => {
  it('gives the same page for the same seed and another for another', () => {
    for (const options of Object.values(variants)) {
      expect(damage(text, { seed: 7, ...options })).toBe(damage(text, { seed: 7, ...options }))
      expect(damage(text, { seed: 7, ...options })).not.toBe(damage(text, { seed: 8, ...options }))
    }
  })

  it('puts a bracket inside a character where two bytes happen to match the table', () => {
    const page = damage('日报来时链是经济', { seed: 5, tableRate: 1, badRate: 0 })
    expect(page).toContain('日?qǐng)?bào)')
    expect(page).toContain('?qǐng)r(shí)')
    expect(page).toContain('?zhǔn)墙?jīng)')
  })

  it('annotates a character of the table always, others never', () => {
    const { table, carrier } = damagePage(text.repeat(3), { seed: 11 })
    const page = damage(text.repeat(3), { seed: 11 })
    for (const char of new Set(carrier))
      if (!table.has(char)) expect(page).not.toMatch(new RegExp(`\\${char}\\(`))
  })

  it('makes the mojibake that everyone knows', () => {
    expect(mojibake['utf8-as-gbk']('文章')).toBe('鏂囩珷')
    expect(mojibake['gbk-as-latin1']('中国')).toBe('ÖÐ¹ú')
    expect(mojibake['gbk-as-utf8-as-gbk']('中文字')).toContain('锟斤拷')
    expect(mojibake['html-entities-twice']('中')).toBe('&amp;#20013;')
    expect(mojibake['js-escapes']('中')).toBe('\\u4e2d')
  })
})
