// Pages for the engines: as many as asked, always the same, of every kind that a filter may meet.

import { random } from '../support/charset.js'
import { damage, variants } from '../support/damage.js'

const cities = ['丽水市', '襄阳市', '商洛市', '自贡市', '武威市', '安康市', '衢州市', '赣州市']
const names = ['贺明远', '柴鸿远', '罗景行', '宁国栋', '许芷安', '周郁文']
const posts = ['市长', '副市长', '市委书记', '发改委主任']
const metrics = ['完成投资', '实现营业收入', '实现旅游收入', '完成工业产值']

function article(next: () => number): string {
  const pick = <T>(items: readonly T[]) => items[Math.floor(next() * items.length)]
  const number = (most: number, digits: number) => (next() * most).toFixed(digits)
  const city = pick(cities)
  const month = 1 + Math.floor(next() * 12)
  const day = 1 + Math.floor(next() * 28)
  return [
    `${city}前${month}个月重点项目${pick(metrics)}${number(90, 1)}亿元`,
    `2023-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')} 08:30　来源：${city.slice(0, 2)}晚报`,
    `本报讯（记者 ${pick(names)}）${month}月${day}日，记者从${city}发改委获悉，截至${month}月底，全市${pick(metrics)}${number(90, 2)}亿元，同比增长${number(20, 1)}%，占年度计划的${number(99, 1)}%。`,
    `${city}${pick(posts)}${pick(names)}介绍，今年以来新开工项目${number(200, 0)}个，其中省级重点项目${number(30, 0)}个，新增就业岗位${number(9000, 0)}余个。`,
  ].join('\n')
}

/** JSON Lines, one page a line but for a few blank lines; `bad`: how many lines hold no page. */
export function pageLines(count: number): { jsonl: string; records: number; bad: number } {
  const next = random(20230615)
  const damaged = Array.from({ length: 24 }, (_, seed) =>
    damage(article(next), { ...Object.values(variants)[seed % 4], seed }),
  )
  const lines: string[] = []
  let bad = 0
  let blank = 0
  for (let i = 0; i < count; i++) {
    const id = `p${i}`
    const text = i % 5 === 0 ? damaged[(i / 5) % damaged.length] : article(next)
    if (i % 997 === 3) {
      lines.push(`{"id":"${id}","text":`)
      bad++
    } else if (i % 997 === 5) {
      lines.push(JSON.stringify({ id, text: 7 }))
      bad++
    } else if (i % 397 === 7) lines.push(JSON.stringify(text))
    else if (i % 397 === 9) lines.push(JSON.stringify({ id, base64: Buffer.from(text).toString('base64') }))
    else if (i % 397 === 11) lines.push(JSON.stringify({ id, text: `${text}\u2028${text}` }))
    else if (i % 397 === 13) lines.push(`${JSON.stringify({ id, text })}\r`)
    else lines.push(JSON.stringify({ id, text, meta: { n: i } }))
    if (i % 1499 === 0) {
      lines.push('')
      blank++
    }
  }
  return { jsonl: `${lines.join('\n')}\n`, records: lines.length - blank, bad }
}
