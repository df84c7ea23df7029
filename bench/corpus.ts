import { readdirSync, readFileSync } from 'node:fs'
import { random } from '../test/support/charset.js'
import { damage, variants } from '../test/support/damage.js'

const slots: Record<string, readonly string[]> = {
  place: [
    '陕西省商洛市',
    '云岭县',
    '浙江省绍兴市柯桥区',
    '洋县',
    '湖北襄阳',
    '城关镇',
    '苏州工业园区',
    '贵州省遵义市',
  ],
  person: ['王晓明', '李静', '欧阳国栋', '陈志远', '刘芳', '申屠建国', '赵一鸣'],
  post: ['县委书记', '市长', '副区长', '董事长', '省生态环境厅厅长', '常务副市长', '人大常委会主任'],
  company: [
    '汉水蓝生态科技股份有限公司',
    '国家电网',
    '延长石油',
    '宛北药业有限公司',
    '中国农业银行',
    '光伏科技集团',
  ],
  metric: [
    '完成投资',
    '实现产值',
    '规上工业增加值',
    '居民人均可支配收入',
    '接待游客',
    '新增就业',
    '粮食总产量',
  ],
  value: [
    '35.7亿元',
    '3,000多万美元',
    '61.6%',
    '18567元',
    '68.4万人次',
    '5200余吨',
    '12.6亿元',
    '两成三',
    '45万亩',
  ],
  change: ['同比增长12.3%', '比上年同期提高1.5个百分点', '环比下降0.2%', '占全省的四分之一', '翻了一番'],
  time: ['今年以来', '截至3月底', '上半年', '2023年1—9月', '“十四五”期间', '5月18日', '去年同期'],
  thing: [
    '重点项目',
    '产业链',
    '老旧小区改造',
    '高标准农田',
    '光伏电站',
    '轨道交通',
    '乡村医生队伍',
    '汉江生态带',
  ],
}

const sentences = [
  '{time}，{place}{thing}{metric}{value}，{change}。',
  '{place}{post}{person}说，{thing}要抓紧推进，力争年底前{metric}达到{value}。',
  '记者从{place}有关部门了解到，{company}{time}{metric}约{value}，{change}，为{thing}提供了支撑。',
  '“我们村过去靠天吃饭，现在有了{thing}，日子一天比一天好。”村民{person}告诉记者。',
  '{company}与{place}签订协议，投资{value}建设{thing}，建成后每年可{metric}不少于{value}。',
  '会议要求，各级各部门要提高认识、压实责任，统筹抓好{thing}各项工作，确保取得实效。',
]

/** News of so many characters, the same every time: about four paragraphs a page, pages parted by blank lines. */
export function newsPages(characters: number, seed = 1): string[] {
  const next = random(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]
  const sentence = (): string => pick(sentences).replace(/\{(\w+)\}/g, (_, slot: string) => pick(slots[slot]))
  const pages: string[] = []
  for (let size = 0; size < characters; ) {
    const place = pick(slots.place)
    const head = [
      `${place}${pick(slots.thing)}跑出加速度`,
      '2023-06-15',
      `来源：云岭日报　记者 ${pick(slots.person)}`,
    ]
    const body = Array.from({ length: 4 }, () => `　　${Array.from({ length: 4 }, sentence).join('')}`)
    const page = [...head, ...body].join('\n')
    size += page.length
    pages.push(page)
  }
  return pages
}

/** The same pages after the forward model of the damage. */
export function damagedPages(characters: number, seed = 1): string[] {
  return newsPages(characters, seed).map((page, i) => damage(page, { seed: 1 + (i % 5), ...variants.toned }))
}

const gold = new URL('../test/gold/', import.meta.url)

const articles = (ids?: readonly string[]): { raw: string; clean: string }[][] =>
  (ids ?? readdirSync(gold).flatMap((name) => /^(.+)\.json$/.exec(name)?.[1] ?? [])).map(
    (id) => JSON.parse(readFileSync(new URL(`${id}.json`, gold), 'utf8')).blocks,
  )

/** The clean text of articles of test/gold: those named, or all. */
export function goldTexts(ids?: readonly string[]): string[] {
  return articles(ids).map((blocks) => blocks.map(({ clean }) => clean).join('\n'))
}

/** All articles of test/gold as they were scraped: half of them are damaged. */
export function goldPages(): string[] {
  return articles().map((blocks) => blocks.map(({ raw }) => raw).join('\n'))
}
