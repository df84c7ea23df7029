import { describe, expect, it } from 'vitest'
import { painter } from '../../src/cli/colour.js'
import { table } from '../../src/cli/table.js'
import { cut, widthOf, wrapPoints } from '../../src/cli/width.js'

describe('width on a terminal', () => {
  it('is two for Chinese characters and full-width marks, one for Latin, none for combining marks', () => {
    expect([widthOf('中文'), widthOf('a1'), widthOf('，'), widthOf('𠮷'), widthOf('e\u0301')]).toEqual([
      4, 2, 2, 2, 1,
    ])
  })

  it('cuts to columns, not to characters', () => {
    expect(cut('重点项目', 8)).toBe('重点项目')
    expect(cut('重点项目', 7)).toBe('重点项…')
    expect(cut('重点项目', 6)).toBe('重点…')
  })

  it('wraps without starting a line with a mark or cutting a number', () => {
    const lines = (text: string, columns: number) => {
      const points = [0, ...wrapPoints(text, columns), text.length]
      return points.slice(1).map((end, i) => text.slice(points[i], end))
    }
    expect(lines('全区开工，项目多', 8)).toEqual(['全区开工，', '项目多'])
    expect(lines('完成投资14.16亿元', 10)).toEqual(['完成投资', '14.16亿元'])
  })

  it('aligns columns under their heads and leaves empty ones out', () => {
    const rows = [
      { name: '商州区', code: '611002', note: '' },
      { name: '陕西', code: '61', note: '' },
    ]
    const columns = [
      { head: 'name', cell: (row: (typeof rows)[0]) => row.name },
      { head: 'code', cell: (row: (typeof rows)[0]) => row.code, align: 'right' as const },
      { head: 'note', cell: (row: (typeof rows)[0]) => row.note },
    ]
    expect(table(rows, columns, painter(false)).split('\n')).toEqual([
      '  name      code',
      '  商州区  611002',
      '  陕西        61',
      '',
    ])
  })
})
