import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyze, createAnalyzer, extractEntities } from '../../src/index.js'
import { anyText } from '../support/arbitrary.js'
import { type Case, runCases } from '../support/cases.js'

interface EntityCase extends Case {
  text: string
  /**
   * `kind name`, `kind name code`, `kind name is category`, `place name in path`, `post name|title|status`,
   * `post name|title of organization in jurisdiction`: each must be there.
   */
  has?: string[]
  /** None of them may be there. */
  not?: string[]
}

function facts(text: string): Set<string> {
  const out = new Set<string>()
  for (const e of extractEntities(text)) {
    out.add(`${e.kind} ${e.name}`)
    for (const m of e.mentions) out.add(`${e.kind} ${m.text}`)
    if (e.kind === 'place') out.add(`place ${e.name} ${e.code}`).add(`place ${e.name} in ${e.path.join('/')}`)
    if (e.kind === 'person' || e.kind === 'organization') out.add(`${e.kind} ${e.name} is ${e.category}`)
    if (e.kind === 'person')
      for (const p of e.posts) {
        out.add(`post ${e.name}|${p.title}|${p.status}`)
        out.add(`post ${e.name}|${p.title} of ${p.organization} in ${p.jurisdiction?.name ?? null}`)
      }
  }
  return out
}

runCases<EntityCase>('entities', ({ text, has = [], not = [] }) => {
  const found = facts(text)
  for (const want of has) expect([...found]).toContain(want)
  for (const bad of not) expect([...found]).not.toContain(bad)
})

describe('entities', () => {
  it('property: any text gives sorted mentions whose spans hold their text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { mentions } of extractEntities(text))
          for (const [i, m] of mentions.entries()) {
            expect(text.slice(m.span.start, m.span.end)).toBe(m.text)
            if (i > 0) expect(m.span.start).toBeGreaterThanOrEqual(mentions[i - 1].span.start)
          }
      }),
    )
  })

  it("knows the caller's own names, and no other analyzer does", async () => {
    const own = await createAnalyzer({ places: [{ name: '云上湾', code: '610000' }], companies: ['星灼'] })
    const text = '云上湾的星灼开工了。'
    expect(own.extractEntities(text).map((e) => e.name)).toEqual(['云上湾', '星灼'])
    expect(extractEntities(text).map((e) => e.name)).not.toContain('星灼')
  })

  it('joins a listed firm and what it is called for short', () => {
    const firms = (text: string) =>
      extractEntities(text).flatMap((e) => (e.kind === 'company' ? [`${e.name} ${e.stockCode}`] : []))
    expect(firms('新鸿基地产（00016）公布业绩，新地多赚两成。恒生银行派息，恒生股价造好。')).toEqual([
      '新鸿基地产 00016',
      '恒生银行 null',
    ])
    expect(firms('新地拓展业务。')).toEqual(['新地 null'])
  })

  it('joins a department and what it is called without its government', () => {
    const bodies = (text: string) =>
      extractEntities(text).flatMap((e) =>
        e.kind === 'organization' ? [e.mentions.map((m) => m.text).join(' ')] : [],
      )
    expect(bodies('桃园市政府水务局今天表示，将扩大接管。水务局会处理。')).toEqual([
      '桃园市政府水务局 水务局',
    ])
    expect(bodies('台中市政府交通局与台中市警察局今日开会。交通局表示将增设号志。')).toEqual([
      '台中市政府交通局 交通局',
      '台中市警察局',
    ])
    // Two governments have one.
    expect(bodies('嘉义县政府交通局说明。台南市政府交通局也出席。随后交通局表示会改善。')).toHaveLength(3)
  })

  it('keeps a subsidiary apart from the firm whose it is', () => {
    const firms = (text: string) =>
      extractEntities(text).flatMap((e) => (e.kind === 'company' ? [e.name] : []))
    expect(
      firms(
        '汇泽新材料（603877.SH）公告，拟由全资子公司湖州汇泽新能源材料有限公司投资建设。汇泽新材料上涨。',
      ),
    ).toEqual(['汇泽新材料', '湖州汇泽新能源材料有限公司'])
  })

  it('takes the names of the byline whole', () => {
    const { entities } = analyze(
      '工业增势良好\n本报讯（记者 房成龙 通讯员 樊兴胜）昨日从市经委获悉，前七个月工业增势良好。',
    )
    expect(entities.flatMap((e) => (e.kind === 'person' ? [e.name] : []))).toEqual(['房成龙', '樊兴胜'])
  })

  it('says whose 盟委, 旗委 and 行署 these are', () => {
    const areas = (text: string) =>
      extractEntities(text).flatMap((e) =>
        e.kind === 'person' ? e.posts.map((p) => `${p.text} ${p.jurisdiction?.name}`) : [],
      )
    expect(areas('锡林浩特讯 盟委委员、市委书记王晓军，盟行署副盟长刘锐参加。')).toEqual([
      '盟委委员 锡林郭勒盟',
      '市委书记 锡林浩特市',
      '盟行署副盟长 锡林郭勒盟',
    ])
    expect(areas('阿克苏地委书记赵明、行署专员李军出席。')).toEqual([
      '阿克苏地委书记 阿克苏地区',
      '行署专员 阿克苏地区',
    ])
    // 锡林浩特市 is no 旗.
    expect(areas('锡林浩特讯 旗委书记王军参加会议。')).toEqual(['旗委书记 undefined'])
  })

  it('a congress and its full name with its term are one', () => {
    const bodies = extractEntities(
      '红河哈尼族彝族自治州第十三届人民代表大会常务委员会通过决定。红河州人大常委会主任李红民主持。',
    ).filter((e) => e.kind === 'organization')
    expect(bodies.map((e) => e.name)).toEqual(['红河哈尼族彝族自治州第十三届人民代表大会常务委员会'])
  })

  it('decides a shared name by the publisher or a parent in the article', () => {
    const { entities } = analyze('徐州市近日推进旧城改造。\n鼓楼区开工12个项目。')
    expect(entities.find((e) => e.name === '鼓楼区')).toMatchObject({ code: '320302' })
    const [alone] = extractEntities('鼓楼区开工12个项目。')
    expect(alone).toMatchObject({ code: null, candidates: expect.arrayContaining(['320106', '320302']) })
  })
})
