import { type Dice, dice } from './dice.js'

/** A page whose metadata is put together from labels, marks, separators, names and outlets. */
export interface ShapedPage {
  text: string
  date: string
  publisher: string
  /** `name/role`, sorted. */
  authors: string[]
}

const names = (
  '王晓明 李静 张建国 刘洋 陈思思 赵志强 黄蕾 周涛 吴越 徐文博 孙悦 胡一鸣 高远 林晓 郭凯 罗兰 欧阳修文 司马南 ' +
  '仝小路 逄博 訾文静 亓玉 昝志远 兀建华 郄宁 扎西次仁 阿依古丽 买买提江 巴特尔 乌云塔娜 索朗卓玛 才让措 ' +
  '迪丽娜尔·艾力 约翰·史密斯 清风 小满 老街坊 阿宽'
).split(' ')
const papers =
  '人民日报 中国新闻网 光明日报 第一财经 云岭日报 秦川晚报 滨江都市报 太行周刊 云岭融媒 秦川网 石桥县融媒体中心 青原新闻网 江城观察'.split(
    ' ',
  )
const bodies =
  '石桥县税务局 市教育局 滨江区人民检察院 白塔镇人民政府 县委宣传部 云岭市第一中学 临江县人民法院 机械工程学院'.split(
    ' ',
  )
const accounts = '陌上花开 城事笔记 湖畔夜话 秦川重工'.split(' ')
const headlines = [
  '老街修鞋摊的最后一个冬天',
  '全市森林防灭火工作会议召开',
  '盐碱地里“种”出金谷子',
  '石桥县：小香菇撑起“致富伞”',
  '高速公路服务区里开起“共享厨房”',
]
const story = [
  '十月的清晨，薄雾还没有散去，村口的加工车间里已经响起了机器声，四十多名工人正在分拣刚收回来的香菇。',
  '“去年一斤卖十二块，今年卖到了十五块。”合作社负责人一边装箱一边说，全年预计销售额超过八百万元。',
  '据介绍，项目总投资三千六百万元，建成后每年可以带动周边五个村的二百六十户村民增收。',
]

const labels = {
  date: '发布时间 时间 发布日期 日期 发表时间 发稿时间 更新时间 发布于 刊发时间 上传时间'.split(' '),
  source: '来源 文章来源 信息来源 稿件来源 稿源 新闻来源 发布单位 发布机构 内容来源 供稿单位 信息提供'.split(
    ' ',
  ),
  author: '作者 记者 撰稿 文字 撰文 采写 通讯员 供稿 撰稿人 执笔'.split(' '),
  editor: '编辑 责任编辑 责编 本期编辑 值班编辑 图文编辑 新媒体编辑 美文编辑 夜班编辑 执行编辑'.split(' '),
  other: '审核 校对 二审 三审 责任校对 终审 监制 签发 浏览次数 阅读'.split(' '),
}
type Label = keyof typeof labels

const marks = ['：', '：', ':', ': ', '/', '｜', '丨', ' | ', '·', '】']
const separators = [' ', '  ', '　', '　　', ' | ', '｜', ' · ', ' / ', '\t', ' • ']
const roles = ['记者', '全媒体记者', '见习记者', '特约记者', '首席记者']

const two = (n: number) => String(n).padStart(2, '0')

function someDate({ below, pick }: Dice): { text: string; iso: string } {
  const [y, m, d] = [2015 + below(9), 1 + below(12), 1 + below(28)]
  const clock = `${two(6 + below(16))}:${two(below(60))}`
  const day = `${y}-${two(m)}-${two(d)}`
  return pick([
    { text: day, iso: day },
    { text: `${day} ${clock}`, iso: `${day}T${clock}` },
    { text: `${y}年${m}月${d}日`, iso: day },
    { text: `${y}年${two(m)}月${two(d)}日${clock}`, iso: `${day}T${clock}` },
    { text: `${y}/${two(m)}/${two(d)} ${clock}`, iso: `${day}T${clock}` },
    { text: `${y}.${two(m)}.${two(d)}`, iso: day },
  ])
}

/** What a page says, put together piece by piece. */
class Draft {
  date = ''
  publisher = ''
  authors: string[] = []
  readonly #dice: Dice
  readonly #used = new Set<string>()

  constructor(dice: Dice) {
    this.#dice = dice
  }

  person(role: string | null): string {
    for (;;) {
      const name = this.#dice.pick(names)
      if (this.#used.has(name)) continue
      this.#used.add(name)
      if (role !== null) this.authors.push(`${name}/${role}`)
      return name
    }
  }

  day(): string {
    const { text, iso } = someDate(this.#dice)
    this.date = iso
    return text
  }

  outlet(from: readonly string[]): string {
    this.publisher = this.#dice.pick(from)
    return this.publisher
  }

  #value(kind: Label, label: string): string {
    if (kind === 'date') return this.day()
    if (kind === 'source') return this.outlet([...papers, ...bodies, ...accounts])
    if (kind === 'other') return /[次读]/.test(label) ? String(this.#dice.below(5000)) : this.person(null)
    const joint = this.#dice.pick([' ', '、', '，'])
    const several = kind === 'author' && this.#dice.chance(0.3)
    return several ? `${this.person(label)}${joint}${this.person(label)}` : this.person(label)
  }

  labelled(kind: Label, mark: string): string {
    const label = this.#dice.pick(labels[kind])
    return `${mark === '】' ? '【' : ''}${label}${mark}${this.#value(kind, label)}`
  }

  reporters(): string {
    const role = this.#dice.pick(roles)
    const glue = this.#dice.pick([' ', '', '：'])
    const first = `${role}${glue}${this.person(role)}`
    const second = this.#dice.chance(0.4) ? `、${this.person(role)}` : ''
    return this.#dice.chance(0.4) ? `${first}${second}　通讯员 ${this.person('通讯员')}` : first + second
  }
}

/** Labels in a row, or each on its line, in front of the story or in part behind it. */
function labelledPage(draft: Draft, { pick, chance, shuffled }: Dice): [head: string[], tail: string[]] {
  const mark = pick(marks)
  const kinds: Label[] = ['date', 'source']
  if (chance(0.7)) kinds.push('author')
  if (chance(0.5)) kinds.push('editor')
  if (chance(0.5)) kinds.push('other')
  const pieces = shuffled(kinds).map((kind) => draft.labelled(kind, mark))
  const stacked = chance(0.3)
  const cut = chance(0.3) ? pieces.length - 1 : pieces.length
  const head = pieces.slice(0, cut)
  return [stacked ? head : [head.join(pick(separators))], pieces.slice(cut)]
}

/** A dateline, a masthead, a byline or a bracket under the story that names outlet and reporters. */
function reportedPage(draft: Draft, { pick, chance }: Dice): [head: string[], tail: string[], lead: string] {
  const head = [draft.labelled('date', '：')]
  const outlet = draft.outlet(papers)
  const who = draft.reporters()
  const tail = chance(0.5) ? [draft.labelled('editor', pick(marks))] : []
  const shape = pick(['lead', 'byline', 'tail'] as const)
  if (shape === 'byline')
    return [[...head, pick([`${outlet}${who}`, `□ ${outlet}${who}`, `${outlet} ${who}`])], tail, '']
  if (shape === 'tail')
    return [head, [pick([`（${outlet} ${who}）`, `（来源：${outlet} ${who}）`]), ...tail], '']
  const lead = pick([
    `${outlet}讯（${who}）`,
    `${outlet}10月12日讯（${who}）`,
    `${outlet}北京10月12日电（${who}）`,
    `${outlet}10月12日（${who}）`,
    `【${outlet}讯】（${who}）`,
    `（${outlet} ${who}）`,
  ])
  return [head, tail, lead]
}

/** Where whose page it is is said but once, in words of its own. */
function saidPage(
  draft: Draft,
  { pick }: Dice,
  headline: string,
): [top: string[], head: string[], tail: string[]] {
  const day = draft.day()
  const paper = draft.outlet(papers)
  const ways: (() => [string[], string[], string[]])[] = [
    () => [[`${headline}_${paper}`], [day], []],
    () => [[paper, '首页 要闻 时政 社会 民生 视频'], [day], []],
    () => [[`${paper} > 新闻 > 正文`], [day], []],
    () => [[`当前位置：${paper} > 新闻 > 正文`], [day], []],
    () => [[], [`${paper} ${day}`], []],
    () => [[], [day], [`转自丨“${paper}”微信公众号`]],
    () => [[], [day], [`文章来源于${draft.outlet([...papers, ...accounts])}`]],
    () => [[], [day], [`本文系${paper}原创，未经授权不得转载`]],
    () => [[], [day], [`主办：${draft.outlet(bodies)}　技术支持：远景科技`]],
    () => [
      [],
      [day],
      [`本文转载自微信公众号“${draft.outlet(accounts)}”（ID：abc2015），作者：${draft.person('作者')}`],
    ],
  ]
  return pick(ways)()
}

/** `count` pages, the same for the same seed. */
export function shapedPages(count: number, seed = 1): ShapedPage[] {
  const thrown = dice(seed)
  return Array.from({ length: count }, () => {
    const draft = new Draft(thrown)
    const headline = thrown.pick(headlines)
    let [top, head, tail, lead] = [['首页 > 新闻中心 > 正文'], [] as string[], [] as string[], '']
    const kind = thrown.pick(['labelled', 'labelled', 'reported', 'said'] as const)
    if (kind === 'labelled') [head, tail] = labelledPage(draft, thrown)
    else if (kind === 'reported') [head, tail, lead] = reportedPage(draft, thrown)
    else [top, head, tail] = saidPage(draft, thrown, headline)
    const { date, publisher, authors } = draft
    const below = thrown.chance(0.4)
      ? ['上一篇：我市开展节前安全检查', '下一篇：春季招聘会提供岗位三千个']
      : []
    const text = [...top, headline, ...head, lead + story[0], ...story.slice(1), ...tail, ...below].join('\n')
    return { text, date, publisher, authors: authors.sort() }
  })
}
