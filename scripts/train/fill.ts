import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Division } from '../../src/entities/divisions.js'
import { getLexicon, type PlaceForm, UNSCORED, WORD } from '../../src/entities/lexicon.js'
import { cutText, tokensOf } from '../../src/segment/index.js'
import { readTsv } from '../dict-tools.js'
import { type Node, textOf } from './notation.js'
import type { Random } from './random.js'

const require = createRequire(import.meta.url)
const lexicon = getLexicon()

/** Characters that firms and newly made places like in their names. */
const BRAND = Array.from(
  '华中天大金新东海鑫盛恒宏泰丰瑞龙兴达通信安康隆源润佳美正和博远嘉科联国力富德利友汇智云星宇凯诚亿万顺广光永祥福捷迅腾飞创维思格特尔曼克银河江山阳长虹春兰双鹤白石翔峰卓越锦绣世纪方圆元亨同仁百诺贝合众奥普艾迪欧雅蓝绿洲森林昌荣基业邦建成立景辉煌晶莹颐群伟冠旭阔晟睿昊弘毅',
)
const PLACE_CHARACTERS = Array.from(
  '石龙白水大小上下东西南北新老高长青黄红清平安太双三五七八马牛羊鹿虎凤金银铜铁山河江湖溪沟坝坪塘桥庙寺村店家王李张刘陈杨赵周吴徐孙胡朱林何郭罗梁宋郑谢唐冯董程曹田潘袁蔡蒋余杜叶柳杏桃梅兰竹松柏榆槐茶花草木林森泉井洞岩岭岗坡垭口湾岔沙土泥坑窑营堡寨屯庄集铺关渡港',
)
const FOREIGN_STEMS = [
  '斯',
  '尔',
  '特',
  '克',
  '德',
  '曼',
  '森',
  '斯基',
  '诺夫',
  '维奇',
  '亚',
  '娜',
  '顿',
  '堡',
  '伊',
  '卡',
  '罗',
  '拉',
  '马',
  '莱',
]

/** Words of one tag and length, drawn by the square root of how common they are. */
class WordPool {
  readonly words: string[] = []
  readonly #sums: number[] = []
  #sum = 0

  add(word: string, count: number): void {
    this.words.push(word)
    this.#sum += Math.sqrt(count)
    this.#sums.push(this.#sum)
  }

  draw(random: Random): string {
    const at = random.next() * this.#sum
    let lo = 0
    let hi = this.#sums.length - 1
    while (lo < hi) {
      const mid = (lo + hi) >>> 1
      if (this.#sums[mid] <= at) lo = mid + 1
      else hi = mid
    }
    return this.words[lo]
  }
}

/** Tags of jieba's list whose words may stand in for one another. */
const PLAIN = /^(?:n|v|vn|a|ad|an|d|i|l|b|z|j|s|f|t)$/

/** One-character abbreviations, which stand in for one another. */
const PROVINCES = '京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔贵滇云陕秦甘陇青宁新疆藏蒙港澳台穗'
const COUNTRIES = '中美日俄英法德韩朝印欧亚非澳加意以巴伊越泰奥'

interface Pools {
  tagOf: Map<string, string>
  plain: Map<string, WordPool>
  given: string[][]
  surnames: string[]
  foreignGiven: string[]
  foreignSurnames: string[]
  foreignPlaces: string[]
  countries: string[]
  divisions: Map<string, string[]>
  places: string[]
  trades: string[]
  legal: string[]
  heads: Map<string, string[]>
  generic: string[]
  known: Map<string, string[]>
  kindOf: Map<string, string>
}

function buildPools(): Pools {
  const ranked = readTsv('names/surnames.tsv')
  const surnames: string[] = []
  // Common surnames more often, rare ones often enough to be learned.
  for (const { surname, rank } of ranked)
    for (let i = 0; i < Math.max(1, Math.round(60 / (3 + Number(rank)))); i++) surnames.push(surname)
  const single = new Set(ranked.map(({ surname }) => surname))
  const given: string[][] = [[], []]
  const tagOf = new Map<string, string>()
  const plain = new Map<string, WordPool>()
  const notNames = new Set(readTsv('model/not-names.tsv').map(({ term }) => term))
  const places: string[] = []
  const foreignNames: string[] = []
  for (const line of readFileSync(require.resolve('@node-rs/jieba/dict.txt'), 'utf8').split('\n')) {
    const [word, count, listed] = line.split(' ')
    const tag = notNames.has(word) ? 'n' : listed
    if (tag !== undefined && PLAIN.test(tag) && Number(count) > 2 && !getLexicon().places.has(word)) {
      const key = `${tag} ${word.length}`
      tagOf.set(word, key)
      const pool = plain.get(key) ?? new WordPool()
      pool.add(word, Number(count))
      plain.set(key, pool)
    }
    if (tag === 'nr' && word.length === 3 && single.has(word[0])) given[1].push(word.slice(1))
    if (
      tag === 'nr' &&
      word.length === 2 &&
      single.has(word[0]) &&
      lexicon.given[3 * word.charCodeAt(1) + 2] > 0
    )
      given[0].push(word.slice(1))
    if (tag === 'ns' && word.length > 1 && word.length < 6) places.push(word)
    if (tag === 'nrt' && word.length > 2 && word.length < 7) foreignNames.push(word)
  }
  const foreign = readTsv('model/foreign.tsv')
  const of = (kind: string) => foreign.filter((row) => row.kind === kind).map(({ name }) => name)
  const divisions = new Map<string, string[]>()
  for (const d of lexicon.byKey.all())
    for (const [form, name] of [
      ['full', d.name],
      ['short', d.short],
    ])
      if (form === 'full' || d.short !== d.name) {
        const key = `${d.level} ${form}`
        const list = divisions.get(key)
        if (list) list.push(name)
        else divisions.set(key, [name])
      }
  const heads = new Map<string, string[]>()
  for (const { head, category } of readTsv('titles/heads.tsv')) {
    const list = heads.get(category)
    if (list) list.push(head)
    else heads.set(category, [head])
  }
  const known = new Map<string, string[]>()
  const kindOf = new Map<string, string>()
  for (const { term, type, kind } of readTsv('model/known.tsv')) {
    const key = `${type} ${kind ?? ''}`
    kindOf.set(term, key)
    const list = known.get(key)
    if (list) list.push(term)
    else known.set(key, [term])
  }
  const suffixes = readTsv('companies/suffixes.tsv')
  const generic = [
    ...suffixes.filter(({ name }) => name !== 'legal').map(({ suffix }) => suffix),
    ...readTsv('organizations/suffixes.tsv')
      .filter(({ name }) => name !== 'self')
      .map(({ suffix }) => suffix),
  ].filter((suffix) => suffix.length > 1)
  return {
    tagOf,
    plain,
    given,
    surnames,
    foreignGiven: of('given'),
    foreignSurnames: [...of('surname'), ...foreignNames],
    foreignPlaces: [...of('place'), ...readTsv('countries/cities.tsv').map(({ name }) => name)],
    countries: readTsv('countries/countries.tsv').map(({ name }) => name),
    divisions,
    places,
    trades: suffixes.filter(({ name }) => name === 'trade').map(({ suffix }) => suffix),
    legal: suffixes.filter(({ name }) => name === 'legal').map(({ suffix }) => suffix),
    heads,
    generic,
    known,
    kindOf,
  }
}

/** Puts other names in the places of those of a sentence, of the same kind each. */
export class Filler {
  readonly #random: Random
  readonly #pools = buildPools()

  constructor(random: Random) {
    this.#random = random
  }

  /** A sentence under other names. */
  vary(nodes: readonly Node[]): Node[] {
    const r = this.#random
    const rate = r.pick([0, 0.15, 0.35, 0.6])
    let out = nodes.map((node) => (typeof node === 'string' ? this.#words(node, rate) : this.#node(node)))
    if (r.chance(0.15)) out = this.#bare(out)
    if (r.chance(0.1)) out = this.#list(out)
    if (r.chance(0.15)) out = this.#clause(out)
    if (r.chance(0.12)) out = halfwidth(out)
    return out
  }

  /** Plain text with other words of the same sort: 会议强调 → 会议拖延. Most text is no name. */
  #words(text: string, rate: number): string {
    if (rate === 0) return text
    const { tagOf, plain } = this.#pools
    const random = this.#random
    return tokensOf(text, cutText(text, {}, {}).ends)
      .map(({ text: word }) => {
        const key = tagOf.get(word)
        if (key === undefined || !random.chance(rate)) return word
        if (/^[nj]/.test(key) && random.chance(0.12)) return this.#generic()
        return /^[nva]/.test(key) && random.chance(0.25)
          ? this.#compound(word.length)
          : (plain.get(key) as WordPool).draw(random)
      })
      .join('')
  }

  /** What ends as a name does and is none: 智力资本, 外国公司, 家庭农场, 全县医院. */
  #generic(): string {
    const random = this.#random
    const { plain, generic } = this.#pools
    const kind = random.pick([
      'n 2',
      'n 2',
      'v 2',
      'vn 2',
      'a 2',
      'b 2',
      'n 3',
      'd 2',
      'f 2',
      'd 1',
      'n 1',
      'v 1',
    ])
    const head = random.chance(0.15)
      ? random.pick([
          '国内',
          '国外',
          '当地',
          '我国',
          '全国',
          '全省',
          '全市',
          '全县',
          '各地',
          '一家',
          '多家',
          '这家',
          '几个',
          '外国',
          '本地',
          '有关',
          '相关',
        ])
      : (plain.get(kind) as WordPool).draw(random)
    return head + random.pick(generic)
  }

  /** A word that no list has and that is no name, as 康养 of 健康 and 养老. */
  #compound(length: number): string {
    const random = this.#random
    const { plain } = this.#pools
    const part = () => (plain.get(random.pick(['n 2', 'n 2', 'v 2', 'vn 2', 'a 2'])) as WordPool).draw(random)
    let out = ''
    for (let i = 0; i < Math.max(2, length); i++) out += random.chance(0.8) ? part()[0] : part()[1]
    return out
  }

  #node(node: Node): Node {
    if (typeof node === 'string') return node
    const r = this.#random
    if (node.tag === 'post') return { tag: 'post', children: this.#post(node.children) }
    if (r.chance(0.2)) return node
    const text = textOf(node.children)
    const made =
      node.tag === 'per'
        ? this.#person(text)
        : node.tag === 'loc'
          ? this.#place(text)
          : node.tag === 'org'
            ? this.#organization(text)
            : this.#company(text)
    return { tag: node.tag, children: [made] }
  }

  #post(children: readonly Node[]): Node[] {
    const r = this.#random
    return children.map((child, i) => {
      if (typeof child !== 'string') return this.#node(child)
      if (i < children.length - 1 || !r.chance(0.3)) return child
      const head = lexicon.heads.get(child)
      const list = head ? this.#pools.heads.get(head.category) : undefined
      return list ? r.pick(list) : child
    })
  }

  #person(text: string): string {
    const r = this.#random
    const p = this.#pools
    if (/[·•・]/.test(text)) return this.#foreignPerson(true)
    if (/[A-Za-z]/.test(text)) return text
    if (text.length === 1) return r.pick(p.surnames)
    if (r.chance(0.06)) return r.pick(p.known.get(r.chance(0.85) ? 'per figure' : 'per jp') as string[])
    const double = text.length > 2 && lexicon.doubleSurnames.has(text.slice(0, 2))
    const surname = double ? text.slice(0, 2) : text[0]
    if (text.includes('某')) return r.pick(p.surnames) + text.slice(surname.length)
    if (text.length > 4 || !(double || lexicon.surnames[text.charCodeAt(0)] > UNSCORED))
      return this.#foreignPerson(false)
    if (/^[老小阿]/.test(text)) return text[0] + r.pick(p.surnames)
    const two = r.chance(0.76)
    return r.pick(p.surnames) + this.#given(two)
  }

  #given(two: boolean): string {
    const r = this.#random
    const [ones, twos] = this.#pools.given
    if (!two) return r.chance(0.7) ? r.pick(ones) : r.pick(twos)[1]
    return r.chance(0.6) ? r.pick(twos) : r.pick(twos)[0] + r.pick(twos)[1]
  }

  #foreignPerson(points: boolean): string {
    const r = this.#random
    const p = this.#pools
    const surname = this.#foreignWord(p.foreignSurnames)
    if (!points) return r.chance(0.15) ? r.pick(p.foreignGiven) : surname
    const middle = r.chance(0.15) ? `${this.#foreignWord(p.foreignGiven)}·` : ''
    return `${this.#foreignWord(p.foreignGiven)}·${middle}${surname}`
  }

  /** A word of the list, or a new one of the parts of two. */
  #foreignWord(list: readonly string[]): string {
    const r = this.#random
    const one = r.pick(list)
    if (r.chance(0.55)) return one
    const other = r.pick(list)
    const cut = 1 + r.below(Math.max(1, one.length - 1))
    const made = one.slice(0, cut) + other.slice(Math.max(1, other.length - 2))
    return made.length > 1 ? made : made + r.pick(FOREIGN_STEMS)
  }

  #division(form: PlaceForm, text: string): string {
    const r = this.#random
    const d: Division = form.divisions[0]
    const how = text === d.short ? 'short' : 'full'
    const list = this.#pools.divisions.get(`${d.level} ${how}`)
    return list ? r.pick(list) : text
  }

  #newPlace(): string {
    const r = this.#random
    const one = r.pick(PLACE_CHARACTERS)
    return r.chance(0.7)
      ? one + r.pick(PLACE_CHARACTERS)
      : one + r.pick(PLACE_CHARACTERS) + r.pick(PLACE_CHARACTERS)
  }

  #place(text: string): string {
    const r = this.#random
    const p = this.#pools
    for (const short of [PROVINCES, COUNTRIES])
      if (short.includes(text)) return r.chance(0.6) ? r.pick(Array.from(short)) : text
    const form = lexicon.places.get(text)
    if (form && form.divisions.length > 0 && text.length > 1) {
      if (form.divisions[0].level === 'county' && text.length > 2 && r.chance(0.25))
        return this.#newPlace().slice(0, 2) + text.slice(-1)
      return this.#division(form, text)
    }
    if (form?.level === 'country' || p.kindOf.get(text) === 'loc region') return this.#country()
    const known = p.known.get(p.kindOf.get(text) ?? '')
    if (known) return r.pick(known)
    if (form?.level === 'foreign')
      return r.chance(0.7) ? r.pick(p.foreignPlaces) : this.#foreignWord(p.foreignPlaces)
    const m =
      /^.{2,5}?(街道|镇|乡|村|社区|屯|寨|苏木|旗|县|市|区|州|路|街|大道|大街|巷|山|河|湖|江|岛|湾|港|峡|桥|大桥|水库|机场|火车站|站|公园|广场|景区|遗址|小区|花园|新村|开发区|高新区|工业园|产业园|高速|铁路|胡同|码头|口岸|寺|塔|故居|纪念馆|博物馆|体育馆|体育场|图书馆|大厦|酒店|市场)$/.exec(
        text,
      )
    if (m) {
      const stem = r.chance(0.35) ? r.pick(p.places).slice(0, 3) : this.#newPlace()
      return stem + m[1]
    }
    if (/^[\p{Script=Han}]{2,4}$/u.test(text) && r.chance(0.35)) return r.pick(p.places)
    return text
  }

  /** As news has them: a few countries most of the time. */
  #country(): string {
    const r = this.#random
    const u = r.next()
    if (u < 0.18) return '中国'
    if (u < 0.45)
      return r.pick([
        '美国',
        '日本',
        '俄罗斯',
        '英国',
        '法国',
        '德国',
        '韩国',
        '印度',
        '苏联',
        '泰国',
        '意大利',
        '加拿大',
      ])
    if (u < 0.6) return r.pick(this.#pools.known.get('loc region') as string[])
    return r.pick(this.#pools.countries)
  }

  #leading(text: string): { place: string; rest: string } {
    const { places, gazetteer } = lexicon
    for (let entry = places.from(gazetteer.entryAt(text, 0)); entry > 0; entry = places.after(entry)) {
      const { length, value } = places.match(entry)
      if (value.divisions.length === 0 || length >= text.length - 1) continue
      // 商州区委: the place's own last character begins the body.
      return { place: text.slice(0, length), rest: text.slice(length) }
    }
    return { place: '', rest: text }
  }

  #organization(text: string): string {
    const r = this.#random
    const p = this.#pools
    const kind = p.kindOf.get(text)
    if (kind) return r.pick(p.known.get(kind) ?? [text])
    const { place, rest } = this.#leading(text)
    if (place !== '') {
      const form = lexicon.places.get(place) as PlaceForm
      const other = r.chance(0.15)
        ? this.#newPlace().slice(0, 2) + (/[县市区镇乡]$/.exec(place)?.[0] ?? '')
        : this.#division(form, place)
      const next = this.#leading(rest)
      if (next.place !== '')
        return other + this.#division(lexicon.places.get(next.place) as PlaceForm, next.place) + next.rest
      return other + rest
    }
    const m =
      /^(.{2,3})(大学|学院|中学|小学|医院|俱乐部|队|协会|基金会|研究院|研究所|学校|派出所|村委会|居委会|合作社)$/.exec(
        text,
      )
    if (m && ((lexicon.words.get(m[1]) ?? 0) & WORD.noun) === 0 && r.chance(0.6))
      return (r.chance(0.5) ? r.pick(p.places).slice(0, 3) : this.#newPlace()) + m[2]
    if (/^[\p{Script=Han}]{2,5}$/u.test(text)) {
      const foreign = lexicon.places.get(text)
      if (foreign?.level === 'country') return r.pick(p.countries)
      if (foreign?.level === 'foreign') return r.pick(p.foreignPlaces)
    }
    return text
  }

  #brand(): string {
    const r = this.#random
    const u = r.next()
    if (u < 0.7) return r.pick(BRAND) + r.pick(BRAND)
    if (u < 0.85) return r.pick(BRAND) + r.pick(BRAND) + r.pick(BRAND)
    if (u < 0.93) return r.pick(this.#pools.foreignGiven)
    return r.pick(BRAND) + r.pick(BRAND) + r.pick(BRAND) + r.pick(BRAND)
  }

  #company(text: string): string {
    const r = this.#random
    const p = this.#pools
    const kind = p.kindOf.get(text)
    if (kind) return r.pick(p.known.get(kind) ?? [text])
    const { place, rest } = this.#leading(text)
    const head =
      place === ''
        ? r.chance(0.1)
          ? r.pick(p.divisions.get('prefecture short') ?? [''])
          : ''
        : this.#division(lexicon.places.get(place) as PlaceForm, place)
    let brandEnd = -1
    for (let i = 2; i < rest.length && i < 6; i++) {
      const match = lexicon.companies.longest(rest, i)
      if (match) {
        brandEnd = i
        break
      }
    }
    if (
      brandEnd > 0 &&
      /^\p{Script=Han}+$/u.test(rest.slice(0, brandEnd)) &&
      (place !== '' || brandEnd <= 4)
    ) {
      if (place !== '' && !lexicon.companies.longest(rest, brandEnd)) return text
      let tail = rest.slice(brandEnd)
      if (r.chance(0.2)) tail = tail.replace(/^[^有股集控公]{2}/, () => r.pick(p.trades))
      return head + this.#brand() + tail
    }
    if (text.length <= 4 && r.chance(0.3)) {
      const kinds = [...p.known.keys()].filter((key) => key.startsWith('com '))
      return r.pick(p.known.get(r.pick(kinds)) as string[])
    }
    if (text.length <= 4 && /^\p{Script=Han}+$/u.test(text) && r.chance(0.5))
      return r.chance(0.5) ? this.#brand() : this.#brand() + r.pick(p.trades)
    return place === '' ? text : head + rest
  }

  /** Names without their posts. */
  #bare(nodes: Node[]): Node[] {
    return nodes.filter((node, i) => {
      const next = nodes[i + 1]
      return !(
        typeof node !== 'string' &&
        node.tag === 'post' &&
        next !== undefined &&
        typeof next !== 'string' &&
        next.tag === 'per' &&
        textOf(next.children).length > 1
      )
    })
  }

  /** One name more: 、 or 和 and another of its kind. */
  #list(nodes: Node[]): Node[] {
    const r = this.#random
    const at = nodes.findIndex((node) => typeof node !== 'string' && node.tag !== 'post' && r.chance(0.5))
    if (at < 0) return nodes
    const node = nodes[at] as Exclude<Node, string>
    const out = [...nodes]
    const count = 1 + r.below(3)
    for (let k = 0; k < count; k++)
      out.splice(
        at + 1 + 2 * k,
        0,
        k === count - 1 && r.chance(0.6) ? r.pick(['和', '与', '及']) : '、',
        this.#node(node),
      )
    return out
  }

  /** One clause alone. */
  #clause(nodes: Node[]): Node[] {
    const parts: Node[][] = [[]]
    for (const node of nodes) {
      if (typeof node !== 'string') {
        parts[parts.length - 1].push(node)
        continue
      }
      const pieces = node.split(/(?<=[，；。])/)
      for (const [i, piece] of pieces.entries()) {
        if (i > 0) parts.push([])
        if (piece !== '') parts[parts.length - 1].push(piece)
      }
    }
    const full = parts.filter((part) => part.some((node) => typeof node !== 'string'))
    return full.length > 0 ? this.#random.pick(full) : nodes
  }
}

const HALF: Record<string, string> = {
  '，': ',',
  '：': ':',
  '（': '(',
  '）': ')',
  '！': '!',
  '？': '?',
  '；': ';',
}

function halfwidth(nodes: readonly Node[]): Node[] {
  return nodes.map((node) =>
    typeof node === 'string'
      ? node.replace(/[，：（）！？；]/g, (ch) => HALF[ch])
      : { tag: node.tag, children: halfwidth(node.children) },
  )
}
