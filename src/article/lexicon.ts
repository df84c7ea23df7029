import * as packed from '../generated/article.js'
import { SuffixTrie, Trie, type TrieMatch } from '../text/index.js'
import { type Codes, codes } from './chars.js'

export type LabelKind =
  | 'published'
  | 'updated'
  /** 成文日期：when a document was signed, before it was put on the site. */
  | 'written'
  | 'source'
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
  | 'subtitle'
  | 'summary'
  | 'today'
  /** 3小时前, 昨天 21:15: how long ago. */
  | 'relative'
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
export type MediaType = 'paper' | 'agency' | 'site' | 'broadcaster' | 'magazine' | 'app' | 'weak'

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

export interface SpamWord {
  topic: string
  strong: boolean
}

/** The marker tables of `dict/article` and the outlets of `dict/media`, decoded once, on first use. */
export interface Lexicon {
  spam: Trie<SpamWord>
  labels: Trie<LabelKind>
  /** First characters of 记者, 通讯员 …, and 驻. */
  writerFirsts: ReadonlySet<string>
  roles: Roles
  self: Trie<true>
  markers: {
    start: Trie<Marker[]>
    any: Trie<Marker[]>
    /** Matched from the end of the line. */
    end: SuffixTrie<Marker[]>
    head: Trie<Marker[]>
    /** Behind the bracket that closes a line: （图／…） */
    box: Trie<Marker[]>
    whole: Trie<Marker[]>
    /** 返回搜狐，查看更多: glued to the end of a paragraph; matched from its end. */
    tail: SuffixTrie<Marker[]>
    /** 只看该作者: beside the day of a post in a forum. */
    post: Trie<Marker[]>
    /** 欢迎访问: in front of the site’s name. */
    site: Trie<Marker[]>
    /** 提醒您: behind it, where the site speaks of itself. */
    own: Trie<Marker[]>
    /** 本文系, 打开: in front of a name that a word of `own` stands behind. */
    of: Trie<Marker[]>
    /** 主办：, 版权所有：: in front of who owns the page. */
    owner: Trie<Marker[]>
    /** 标签, 关键词: over a list of words. */
    tags: Trie<Marker[]>
    /** 楼主, 发帖人: in front of the account of whoever posts. */
    handle: Trie<Marker[]>
    /** 强调, 指出: ends what leads on to the headline. */
    lead: SuffixTrie<Marker[]>
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
  /** 简历, 了解到: where a name may stand, but none. */
  notNames: Trie<true>
  /** 夏至, 阳光: those that some sign with, behind a label. */
  penNames: Trie<true>
  /** 局, 中心: what ends so is a body and no person. */
  bodyEndings: SuffixTrie<true>
  /** 时政要闻, 港聞: names of sections. */
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
  /** Any name of an outlet → its usual name and type. */
  media: Trie<{ name: string; type: MediaType }>
}

const rowsOf = (table: string): string[][] => table.split('\n').map((row) => row.split('\t'))

const termsOf = (rows: string[][]): string[] => rows.map(([term]) => term)

/** share, Share and SHARE. */
const anyCase = (words: readonly string[]): string[] =>
  words.flatMap((word) =>
    /^[a-z]/.test(word) ? [word, word[0].toUpperCase() + word.slice(1), word.toUpperCase()] : [word],
  )

const setOf = (words: readonly string[]): Trie<true> => new Trie(words.map((word) => [word, true]))

const endingsOf = (words: readonly string[]): SuffixTrie<true> =>
  new SuffixTrie(words.map((word) => [word, true]))

function markersAt(rows: string[][], place: string): Map<string, Marker[]> {
  const words = new Map<string, Marker[]>()
  for (const [term, kind, at, weight] of rows) {
    if (at !== place) continue
    const list = words.get(term) ?? []
    list.push({ kind: kind as MarkerKind, weight: Number(weight) })
    words.set(term, list)
  }
  return words
}

const mediaWords = (): string[] =>
  rowsOf(packed.media).flatMap(([name, , , aliases]) => [name, ...(aliases ? aliases.split(' ') : [])])

function mediaTrie(): Lexicon['media'] {
  const entries: [string, { name: string; type: MediaType }][] = []
  for (const [name, type, , aliases] of rowsOf(packed.media))
    for (const word of [name, ...(aliases ? aliases.split(' ') : [])])
      entries.push([word, { name, type: type as MediaType }])
  return new Trie(entries)
}

/** The roles of the table, and those with a word in front: 栏目主编, 值班编辑. A row of its own wins. */
class Roles {
  readonly #own: Trie<Role>
  /** Those that take a word in front. */
  readonly #heads: Trie<Role>
  /** Whether who bears such a role is an author. */
  readonly #prefixes: Trie<boolean>

  constructor(rows: readonly string[][], prefixes: readonly string[][]) {
    const roles = rows.map(([term, kind, author, place]): [string, Role] => [
      term,
      { kind: kind as RoleKind, author: author === 'yes', after: place === 'both' },
    ])
    this.#own = new Trie(roles)
    this.#heads = new Trie(roles.filter(([term]) => /^[\u4e00-\u9fff]{2,4}$/u.test(term)))
    this.#prefixes = new Trie(prefixes.map(([prefix, author]) => [prefix, author !== 'no']))
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

function decode(): Lexicon {
  const markers = rowsOf(packed.markers)
  const termsAt = (place: string) => termsOf(markers.filter(([, , at]) => at === place))
  const roles = rowsOf(packed.roles)
  const rolePrefixes = rowsOf(packed.rolePrefixes)
  const endings = rowsOf(packed.mediaSuffixes)
  const suffixes = endings.filter(([, type]) => type !== 'role')
  const bodies = rowsOf(packed.notNames).flatMap(([term, kind]) => (kind === 'ending' ? [term] : []))
  // 内容撰写, 图文供稿: in front of these no outlet stands.
  const writers = [
    ...termsOf(roles.filter(([term, kind]) => kind === 'writer' && term.length > 1)),
    ...termsOf(rolePrefixes),
  ]
  return {
    spam: new Trie(
      rowsOf(packed.spam).map(([term, topic, weight]) => [term, { topic, strong: weight === 'strong' }]),
    ),
    labels: new Trie(rowsOf(packed.labels).map(([term, kind]) => [term, kind as LabelKind])),
    writerFirsts: new Set(['驻', ...writers.map((term) => term[0])]),
    roles: new Roles(roles, rolePrefixes),
    self: setOf(termsOf(rowsOf(packed.self))),
    markers: {
      start: new Trie(markersAt(markers, 'start')),
      any: new Trie(markersAt(markers, 'any')),
      end: new SuffixTrie(markersAt(markers, 'end')),
      head: new Trie(markersAt(markers, 'head')),
      box: new Trie(markersAt(markers, 'box')),
      whole: new Trie(markersAt(markers, 'whole')),
      tail: new SuffixTrie(markersAt(markers, 'tail')),
      post: new Trie(markersAt(markers, 'post')),
      site: new Trie(markersAt(markers, 'site')),
      own: new Trie(markersAt(markers, 'own')),
      of: new Trie(markersAt(markers, 'of')),
      owner: new Trie(markersAt(markers, 'owner')),
      tags: new Trie(markersAt(markers, 'tags')),
      handle: new Trie(markersAt(markers, 'handle')),
      lead: new SuffixTrie(markersAt(markers, 'lead')),
    },
    buttons: new Trie(rowsOf(packed.buttons).map(([term, kind]) => [term, kind === 'strong'])),
    crumbs: new Map(rowsOf(packed.crumbs).map(([term, kind]) => [term, kind])),
    surnames: new Trie(termsOf(rowsOf(packed.surnames)).map((term, rank) => [term, rank])),
    datelines: setOf(termsOf(rowsOf(packed.datelines))),
    mediaEndings: endingsOf(termsOf(suffixes)),
    firmEndings: endingsOf(termsOf(suffixes.filter(([, type]) => type !== 'weak'))),
    roleEndings: endingsOf(termsOf(endings.filter(([, type]) => type === 'role'))),
    notPublishers: setOf(termsOf(rowsOf(packed.notPublishers))),
    notNames: setOf(termsOf(rowsOf(packed.notNames).filter(([, kind]) => kind !== 'ending'))),
    penNames: setOf(termsOf(rowsOf(packed.notNames).filter(([, kind]) => kind === 'either'))),
    bodyEndings: endingsOf(bodies),
    sections: setOf(termsOf(rowsOf(packed.sections))),
    media: mediaTrie(),
    tailsIn: codes(
      termsAt('tail')
        .map((term) => term.slice(-1))
        .join(''),
    ),
    endsIn: new Set(markers.filter(([, , at]) => at === 'end').map(([term]) => term.slice(-1))),
    words: {
      any: termsAt('any'),
      spam: termsOf(rowsOf(packed.spam)),
      start: termsAt('start'),
      head: termsAt('head'),
      labels: termsOf(rowsOf(packed.labels)),
      roles: [...termsOf(roles), ...termsOf(rolePrefixes)],
      writers,
      outlets: [...termsOf(rowsOf(packed.self)), ...mediaWords()],
      crumbs: termsOf(rowsOf(packed.crumbs)),
      buttons: anyCase(termsOf(rowsOf(packed.buttons))),
      surnames: termsOf(rowsOf(packed.surnames)),
      sections: termsOf(rowsOf(packed.sections)),
      whole: termsAt('whole'),
      sites: termsAt('site'),
      tags: termsAt('tags'),
      handles: termsAt('handle'),
      leads: termsAt('lead'),
      mediaEndings: termsOf(suffixes),
      bodyEndings: bodies,
    },
  }
}

let decoded: Lexicon | undefined

export function lexicon(): Lexicon {
  decoded ??= decode()
  return decoded
}
