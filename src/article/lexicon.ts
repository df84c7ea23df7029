import * as packed from '../generated/article.js'
import { type Entry, SuffixTrie, Trie, type TrieMatch } from '../text/index.js'
import { type Codes, codes } from './chars.js'

export type LabelKind =
  | 'published'
  | 'updated'
  /** 成文日期：when a document was signed, before it was put on the site. */
  | 'written'
  | 'source'
  /** 转自：秦岭晚报 — the same, of a page that is a copy. */
  | 'relayed'
  /** 发文机关：县水务局 — whose document it is. */
  | 'issuer'
  /** 供稿：县水务局 — who sent the story in. */
  | 'supplied'
  /** 供稿单位：陌上花开 — the same, and no person. */
  | 'supplier'
  /** 发布者：王倩 or 发布者：秦岭晚报 — who put it on the site. */
  | 'poster'
  | 'count'
  /** 标签：梯田 农田: the rest of the line belongs to it. */
  | 'list'
  | 'title'
  /** 原标题：: what the headline was elsewhere. */
  | 'original'
  | 'subtitle'
  | 'summary'
  | 'today'
  /** 3小时前, 昨天 21:15: how long ago. */
  | 'relative'

/** 来源：, 转自：: whose story it is. */
export const isSource = (kind: LabelKind | null): boolean => kind === 'source' || kind === 'relayed'

export type RoleKind = 'writer' | 'editor' | 'picture' | 'staff'
export type MarkerKind =
  | 'related'
  | 'disclaimer'
  | 'footer'
  | 'chrome'
  | 'caption'
  | 'end'
  | 'title'
  /** 特此公告: a paragraph that has no full stop. */
  | 'text'

export interface Role {
  kind: RoleKind
  /** Whether the person goes into `authors`. */
  author: boolean
  /** 摄, 文/图: stands after the name too. */
  after: boolean
}

export interface Marker {
  kind: MarkerKind
  weight: number
}

/** The marker tables of `dict/article` and the outlets of `dict/media`, decoded once, on first use. */
export interface Lexicon {
  /** Whether one hardly stands in a headline. */
  spam: Trie<boolean>
  labels: Trie<LabelKind>
  /** First characters of 记者, 通讯员 …, and 驻. */
  writerFirsts: ReadonlySet<string>
  roles: Roles
  self: Trie<true>
  markers: {
    start: Trie<Marker>
    any: Trie<Marker>
    /** Matched from the end of the line. */
    end: SuffixTrie<Marker>
    head: Trie<Marker>
    /** Behind the bracket that closes a line: （图／…） */
    box: Trie<Marker>
    whole: Trie<Marker>
    /** 返回搜狐，查看更多: glued to the end of a paragraph; matched from its end. */
    tail: SuffixTrie<Marker>
    /** 只看该作者: beside the day of a post in a forum. */
    post: Trie<Marker>
    /** 欢迎访问: in front of the site’s name. */
    site: Trie<Marker>
    /** 提醒您: behind it, where the site speaks of itself. */
    own: Trie<Marker>
    /** 本文系, 打开: in front of a name that a word of `own` stands behind. */
    of: Trie<Marker>
    /** 主办：, 版权所有：: in front of who owns the page. */
    owner: Trie<Marker>
    /** 标签, 关键词: over a list of words. */
    tags: Trie<Marker>
    /** 楼主, 发帖人: in front of the account of whoever posts. */
    handle: Trie<Marker>
    /** 强调, 指出: ends what leads on to the headline. */
    lead: SuffixTrie<Marker>
    /** 左, 前排右二: where in a picture somebody is. */
    pose: Trie<Marker>
    /** 社评: behind the outlet in a bracket that opens the story. */
    column: Trie<Marker>
    /** 组图：: opens the headline of a story in pictures. */
    show: Trie<Marker>
    /** 又讯: goes on with the story above. */
    again: Trie<Marker>
  }
  /** 分享, 朋友圈: words of buttons; whether one says by itself that the line is a button. In lower case. */
  buttons: Trie<boolean>
  crumbs: ReadonlyMap<string, string>
  /** By how often they are borne, the commonest 0. */
  surnames: Trie<number>
  datelines: Trie<true>
  /** 晚报, 融媒体中心: what names of outlets end with. */
  mediaEndings: SuffixTrie<true>
  /** Those that hardly another word has. */
  firmEndings: SuffixTrie<true>
  /** Those of any name in front of 记者. */
  roleEndings: SuffixTrie<true>
  notPublishers: Trie<true>
  /** 总第…, …时间: how words beside a day begin and end that name no outlet. */
  beside: { front: Trie<true>; end: SuffixTrie<true> }
  /** 融媒体中心: those that are an office of one. */
  desks: Trie<true>
  /** 澎湃号: those that are the accounts of a platform. */
  hosts: Trie<true>
  /** 简历, 了解到: where a name may stand, but none. */
  notNames: Trie<true>
  /** 夏至, 阳光: those that some sign with, behind a label. */
  penNames: Trie<true>
  /** 局, 中心: what ends so is a body and no person. */
  bodyEndings: SuffixTrie<true>
  /** 博主: what ends so says what the keeper of an account is. */
  keeperEndings: SuffixTrie<true>
  /** 镇, 人大: where somebody is from who sends a story in. */
  homeEndings: SuffixTrie<true>
  /** 教授: what ends so says what somebody is. */
  postEndings: SuffixTrie<true>
  /** 春节: the months in which its days may be. */
  feasts: ReadonlyMap<string, ReadonlySet<string>>
  /** February, Februari: 2. */
  months: ReadonlyMap<string, number>
  /** 问：, 案例2：: what opens a question, an answer, or what a part of the story tells. */
  speaker: RegExp
  /** Their first characters. */
  speakersIn: Codes
  /** …会议通过, …有删节: what ends so in a bracket is a note. */
  noted: RegExp
  /** …车站。图片来源：岭南社, …起火。“渔港报料区”图片: what a picture shows, and whose it is. */
  pictured: RegExp
  /** ，题图来自：: where the credit of the picture begins. */
  pictureFrom: RegExp
  /** Sticky. 来自 微博网页版: where or from which device a post was written. */
  postedFrom: RegExp
  /** Sticky. 综合报导, 摄, 发自柞岭: what closes a byline behind the names. */
  report: RegExp
  /** Sticky. 综合报导: the part in front of a paper that is glued to it. */
  gluedReport: RegExp
  /** First and last characters of both. */
  reportsIn: Codes
  reportsEnd: Codes
  /** 更多岛屿日报报导: over links; the name. */
  more: RegExp
  /** 302 文章 1.1亿 总阅读: under the name of an account. */
  card: RegExp
  /** 更多, 换一批: behind the words over a list of stories. */
  goesOn: RegExp
  /** 2023-11-07 洋记者逛博览会, 日期：2023-11-07 洋记者…: the day in front of a headline. */
  openingDay: RegExp
  /** 2024年一季度, 2024年1—4月: figures of a year that is under way; 2019年春节. 较2023年一季度 is what they are compared with. */
  partOfYear: RegExp
  /** 时政要闻, 港闻: names of sections and columns. */
  sections: Trie<true>
  /** The words of the tables, for a look-up before the search. `writers`: 记者, 通讯员 … */
  words: Record<
    | 'any'
    | 'spam'
    | 'start'
    | 'head'
    | 'labels'
    | 'roles'
    | 'writers'
    | 'outlets'
    | 'crumbs'
    | 'buttons'
    | 'surnames'
    | 'sections'
    | 'whole'
    | 'sites'
    | 'tags'
    | 'handles'
    | 'leads'
    | 'mediaEndings'
    | 'bodyEndings',
    string[]
  >
  /** Last characters of the markers that stand at the end of a line. */
  endsIn: ReadonlySet<string>
  /** Those of the buttons glued to the end of a paragraph. */
  tailsIn: Codes
  /** First characters of what a site says of itself. */
  ownsIn: Codes
  /** First characters of what stands beside the day of a post. */
  postsIn: Codes
  /** Any name of an outlet → its usual name. */
  media: Trie<string>
}

/** Words of a table, packed by what they are: a line for each kind, the words behind it. */
type Groups = readonly (readonly [kind: string, words: readonly string[]])[]

const wordsOf = (table: string): string[] => table.split('\t')

const groupsOf = (table: string): Groups =>
  table.split('\n').map((line): [string, string[]] => {
    const words = wordsOf(line)
    return [words.shift() ?? '', words]
  })

/** The words of some kinds. */
const wordsIn = (groups: Groups, has: (kind: string) => boolean = () => true): string[] =>
  groups.flatMap(([kind, words]) => (has(kind) ? words : []))

const byKind = <T>(groups: Groups, read: (kind: string) => T): Entry<T>[] =>
  groups.map(([kind, words]) => [words, read(kind)])

/** share, Share and SHARE. */
const anyCase = (words: readonly string[]): string[] =>
  words.flatMap((word) =>
    /^[a-z]/.test(word) ? [word, word[0].toUpperCase() + word.slice(1), word.toUpperCase()] : [word],
  )

const firstsOf = (words: readonly string[]): string => words.map((word) => word[0]).join('')

const setOf = (words: readonly string[]): Trie<true> => new Trie([[words, true]])

const endingsOf = (words: readonly string[]): SuffixTrie<true> => new SuffixTrie([[words, true]])

/** The markers of a place: `start caption 4`. */
function markersAt(groups: Groups, place: string): Entry<Marker>[] {
  const out: Entry<Marker>[] = []
  for (const [key, words] of groups) {
    const [at, kind, weight] = key.split(' ')
    if (at === place) out.push([words, { kind: kind as MarkerKind, weight: Number(weight) }])
  }
  return out
}

/** The roles of the table, and those with a word in front: 栏目主编, 值班编辑. A row of its own wins. */
class Roles {
  readonly #own: Trie<Role>
  /** Those that take a word in front. */
  readonly #heads: Trie<Role>
  /** Whether who bears such a role is an author. */
  readonly #prefixes: Trie<boolean>

  constructor(groups: Groups, prefixes: Groups) {
    const roles = byKind(groups, (key): Role => {
      const [kind, author, place] = key.split(' ')
      return { kind: kind as RoleKind, author: author === 'yes', after: place === 'both' }
    })
    this.#own = new Trie(roles)
    this.#heads = new Trie(roles.map(([words, role]) => [(words as string[]).filter(isHead), role]))
    this.#prefixes = new Trie(byKind(prefixes, (author) => author !== 'no'))
  }

  /** The longest role that starts at `at`, or null. */
  longest(text: string, at: number): TrieMatch<Role> | null {
    const own = this.#own.longest(text, at)
    const front = this.#prefixes.longest(text, at)
    const head = front && this.#heads.longest(text, at + front.length)
    if (!head || (own && own.length >= front.length + head.length)) return own
    return {
      length: front.length + head.length,
      value: front.value ? head.value : { ...head.value, author: false },
    }
  }

  get(word: string): Role | undefined {
    const found = this.longest(word, 0)
    return found?.length === word.length ? found.value : undefined
  }
}

/** A word of the table that takes one in front. */
const isHead = (role: string): boolean => /^[\u4e00-\u9fff]{2,4}$/u.test(role)

const PARTS = '第?一季度|首季|上半年|前[三3]季度|1[-–—~～至到]\\d{1,2}月|前\\d{1,2}个月'

const OPENING_DAY =
  '(?:[（([【]?(?:19|20)\\d{2}[-/.年]\\d{1,2}[-/.月]\\d{1,2}日?[）)\\]】]?[ \\u3000]+(?=\\S{6})|(?:19|20)\\d{2}-\\d{1,2}-\\d{1,2}(?=[\\u4e00-\\u9fff“《]{6}))'

function decode(): Lexicon {
  const markers = groupsOf(packed.markers)
  const spam = groupsOf(packed.spam)
  const labels = groupsOf(packed.labels)
  const roles = groupsOf(packed.roles)
  const prefixes = groupsOf(packed.rolePrefixes)
  const endings = groupsOf(packed.mediaSuffixes)
  const notNames = groupsOf(packed.notNames)
  const notPublishers = groupsOf(packed.notPublishers)
  const buttons = groupsOf(packed.buttons)
  const crumbs = groupsOf(packed.crumbs)
  const media = groupsOf(packed.media)
  const self = wordsOf(packed.self)
  const surnames = wordsOf(packed.surnames)
  const parts = groupsOf(packed.columns)
  const behind = wordsIn(parts, (place) => place === 'behind')
  const columns = wordsIn(parts, (place) => place === 'front').flatMap((front) =>
    behind.map((end) => front + end),
  )
  const sections = [...wordsOf(packed.sections), ...columns]
  const feasts = new Map(
    groupsOf(packed.feasts).map(([name, [months]]) => [name, new Set(months.split(' '))]),
  )
  const months = new Map(groupsOf(packed.months).map(([name, [month]]) => [name, Number(month)]))
  const clauses = groupsOf(packed.clauses)
  const either = (kind: string) => `(?:${wordsIn(clauses, (other) => other === kind).join('|')})`
  const reports = groupsOf(packed.reports)
  const reported = (place: string) => wordsIn(reports, (other) => other === place)
  const closing = [...reported('told'), ...reported('close')]
  const fronts = `(?:${reported('front').join('|')})*`
  const wordsAt = (place: string) => wordsIn(markers, (key) => key.startsWith(`${place} `))
  const trieAt = (place: string) => new Trie(markersAt(markers, place))
  const endingsAt = (place: string) => new SuffixTrie(markersAt(markers, place))
  const lastsOf = (words: readonly string[]) => words.map((word) => word[word.length - 1])
  const suffixes = wordsIn(endings, (type) => type !== 'role')
  const bodies = wordsIn(notNames, (kind) => kind === 'ending')
  // 内容撰写, 图文供稿: in front of these no outlet stands.
  const writers = [
    ...wordsIn(roles, (key) => key.startsWith('writer ')).filter((word) => word.length > 1),
    ...wordsIn(prefixes),
  ]
  return {
    spam: new Trie(byKind(spam, (weight) => weight === 'strong')),
    labels: new Trie(byKind(labels, (kind) => kind as LabelKind)),
    writerFirsts: new Set(['驻', ...writers.map((word) => word[0])]),
    roles: new Roles(roles, prefixes),
    self: setOf(self),
    markers: {
      start: trieAt('start'),
      any: trieAt('any'),
      end: endingsAt('end'),
      head: trieAt('head'),
      box: trieAt('box'),
      whole: trieAt('whole'),
      tail: endingsAt('tail'),
      post: trieAt('post'),
      site: trieAt('site'),
      own: trieAt('own'),
      of: trieAt('of'),
      owner: trieAt('owner'),
      tags: trieAt('tags'),
      handle: trieAt('handle'),
      lead: endingsAt('lead'),
      pose: trieAt('pose'),
      column: trieAt('column'),
      show: trieAt('show'),
      again: trieAt('again'),
    },
    buttons: new Trie(byKind(buttons, (kind) => kind === 'strong')),
    crumbs: new Map(crumbs.flatMap(([kind, words]) => words.map((word): [string, string] => [word, kind]))),
    surnames: new Trie(surnames.map((word, rank) => [word, rank])),
    datelines: setOf(wordsOf(packed.datelines)),
    mediaEndings: endingsOf(suffixes),
    firmEndings: endingsOf(wordsIn(endings, (type) => type !== 'role' && type !== 'weak')),
    roleEndings: endingsOf(wordsIn(endings, (type) => type === 'role')),
    notPublishers: setOf([
      ...wordsIn(notPublishers, (kind) => kind !== 'front' && kind !== 'end'),
      ...columns,
    ]),
    beside: {
      front: setOf(wordsIn(notPublishers, (kind) => kind === 'front')),
      end: endingsOf(wordsIn(notPublishers, (kind) => kind === 'end')),
    },
    desks: setOf(wordsIn(notPublishers, (kind) => kind === 'desk')),
    hosts: setOf(wordsIn(notPublishers, (kind) => kind === 'host')),
    notNames: setOf(wordsIn(notNames, (kind) => kind === 'word' || kind === 'either')),
    penNames: setOf(wordsIn(notNames, (kind) => kind === 'either')),
    bodyEndings: endingsOf(bodies),
    keeperEndings: endingsOf(wordsIn(notNames, (kind) => kind === 'keeper')),
    homeEndings: endingsOf(wordsIn(notNames, (kind) => kind === 'home')),
    postEndings: endingsOf(wordsIn(notNames, (kind) => kind === 'post')),
    sections: setOf(sections),
    feasts,
    months,
    speaker: new RegExp(`^${either('speaker')}\\d{0,2}[：:]\\s*(?=.{4})`, 'u'),
    speakersIn: codes(firstsOf(wordsIn(clauses, (kind) => kind === 'speaker'))),
    noted: new RegExp(`${either('noted')}$`, 'u'),
    pictured: new RegExp(
      `(?:(?:^|[\\u4e00-\\u9fff”）)] ?)${either('credited')}[：:]|[。！？”] ?${either('picture')}[：:／/][ ]?)[^，。]{2,40}$|[。！？] ?[^，。！？：]{2,24}${either('shown')}$`,
      'u',
    ),
    pictureFrom: new RegExp(
      `[，,；;]?[ \\u3000]?[\\u4e00-\\u9fff]{0,4}${either('image')}(?:${either('taken')}[：:|｜]?|[：:|｜])`,
      'u',
    ),
    postedFrom: new RegExp(
      `[ ·\\u3000]{1,3}${either('posted')}[ \\u3000]?[\\u4e00-\\u9fffA-Za-z]{2,10}(?![\\u4e00-\\u9fff])`,
      'y',
    ),
    report: new RegExp(
      `${fronts}(?:${closing.join('|')}|(?:${reported('from').join('|')})[ \\u3000]?[\\u4e00-\\u9fff]{2,6})(?![\\u4e00-\\u9fff])`,
      'y',
    ),
    gluedReport: new RegExp(`${fronts}(?:${reported('told').join('|')})`, 'y'),
    reportsIn: codes(firstsOf(wordsIn(reports))),
    reportsEnd: codes(lastsOf(closing).join('')),
    more: new RegExp(
      `^${either('more')}[ ]?([\\u4e00-\\u9fffA-Za-z0-9]{2,12}?)[ ]?的?(?:相关)?${either('told')}[：:]?$`,
      'u',
    ),
    card: new RegExp(`^\\d[\\d.,]*[万亿]?[ ]?${either('card')}(?:[ \\u3000]|$)`, 'u'),
    goesOn: new RegExp(`^${either('next')}`, 'u'),
    openingDay: new RegExp(`^(?:${either('day')}[：:]?[ \\u3000]*)?${OPENING_DAY}`, 'u'),
    partOfYear: new RegExp(`(?<![\\d比较与和同])(20\\d{2})年(${PARTS}|${[...feasts.keys()].join('|')})`, 'g'),
    media: new Trie(media.map(([name, aliases]) => [[name, ...aliases], name])),
    tailsIn: codes(lastsOf(wordsAt('tail')).join('')),
    ownsIn: codes(firstsOf(wordsAt('own'))),
    postsIn: codes(firstsOf(wordsAt('post'))),
    endsIn: new Set(lastsOf(wordsAt('end'))),
    words: {
      any: wordsAt('any'),
      spam: wordsIn(spam),
      start: wordsAt('start'),
      head: wordsAt('head'),
      labels: wordsIn(labels),
      roles: [...wordsIn(roles), ...wordsIn(prefixes)],
      writers,
      outlets: [...self, ...media.flat(2)],
      crumbs: wordsIn(crumbs),
      buttons: anyCase(wordsIn(buttons)),
      surnames,
      sections,
      whole: wordsAt('whole'),
      sites: wordsAt('site'),
      tags: wordsAt('tags'),
      handles: wordsAt('handle'),
      leads: wordsAt('lead'),
      mediaEndings: suffixes,
      bodyEndings: bodies,
    },
  }
}

let decoded: Lexicon | undefined

export function lexicon(): Lexicon {
  decoded ??= decode()
  return decoded
}
