import { counters as packedCounters } from '../generated/article.js'
import {
  bars,
  closers,
  colons,
  commas,
  isDigit,
  isHan,
  isLatin,
  isLetter,
  isSpace,
  openers,
  slashes,
  stops,
} from './chars.js'
import { lexicon } from './lexicon.js'

/** What a character may be, as bits: one look-up a character decides which rules need to look at a line. */
export const Class = {
  han: 1,
  stop: 2,
  comma: 4,
  /** Half as wide as Han: Latin letters, digits, spaces. */
  half: 8,
  digit: 16,
  colon: 32,
  space: 64,
  /** > » › → between the steps of a breadcrumb. */
  arrow: 128,
  /** | _ / - · between items. */
  bar: 256,
  /** Last character of 讯, 电, 报道, 记者 in a masthead. */
  wire: 512,
  /** First character of a label, a role or an outlet, last of an outlet. */
  meta: 1024,
  /** First character of a surname. */
  surname: 2048,
  /** Last character of an outlet’s name. */
  mediaEnd: 4096,
  /** Last character of a body: 局, 中心. */
  bodyEnd: 8192,
  /** Last character of a marker at the end of a line: 摄, ）. */
  markEnd: 16384,
  /** Begins an item of a list: • ► */
  bullet: 1 << 15,
  dash: 1 << 16,
  /** Begins the number of a heading or a point: 一 第 （ ① */
  number: 1 << 17,
  /** Stands between the pieces of a line of metadata: spaces, marks, brackets. */
  fill: 1 << 18,
  /** May begin a date. */
  date: 1 << 19,
  /** Begins a word of `Pair`. */
  word: 1 << 20,
  /** First character of 记者, 通讯员 …, and 驻. */
  writer: 1 << 21,
  bracket: 1 << 22,
  /** Ends a line. */
  break: 1 << 23,
  question: 1 << 24,
  /** What two writings of one headline share: Han, letters, digits. */
  letter: 1 << 25,
  /** Begins a word of buttons or a figure before one. */
  button: 1 << 26,
  /** Begins a topic: # */
  topic: 1 << 27,
  /** Begins the name of a section or a word that is a whole line. */
  known: 1 << 28,
  /** Begins what says who the author is: 作者…, 本文来自…, 以下文章… */
  note: 1 << 29,
  /** Ends what leads on to the headline: 会议强调 */
  lead: 1 << 30,
} as const

/** Which bit of `Class` some are. */
export const Bit = { han: 0, half: 3, bar: 8, word: 20 } as const

/** What two characters may begin, as bits: so few pairs begin a marker that most lines are turned away. */
export const Pair = {
  any: 1,
  spam: 2,
  start: 4,
  head: 8,
  label: 16,
  role: 32,
  /** 记者, 通讯员: a role in front of which any outlet may stand. */
  writer: 64,
  /** 本报, or an outlet of the list. */
  outlet: 128,
  crumb: 256,
  /** A date: 5月, 2022, 〇年. */
  date: 512,
  /** Where the name of an outlet may end: 秦岭晚报 and a space. */
  outletEnd: 1024,
  /** 阅读, 点赞: what is counted. */
  count: 2048,
  /** 欢迎访问: in front of the site’s name. */
  site: 4096,
  /** 标签：, over a list of words. */
  tags: 8192,
  /** 楼主: who posts, by an account. */
  handle: 16384,
  /** 讯, 消息, 报道, 9日: in a masthead. */
  wire: 32768,
} as const

/** The tables, small enough to stay in the processor's cache: a class for each code unit, bits for each class. */
export interface Classes {
  /** The class of a UTF-16 code unit. */
  ids: Uint8Array
  /** Bits of `Class` by class. */
  traits: Int32Array
  /** Bits of `Pair` by `pairAt`. */
  pairs: Uint16Array
  /** The pair that has a place; `SHARED` where several do, so that their bits say maybe. */
  owners: Int32Array
  /** A bit for each of them that is not 0, so few bytes that they stay next to the processor. */
  filled: Int32Array
  /** Bits of `Pair` of words of one character, by class: 文, ©. */
  singles: Uint16Array
  /** By class what it adds to the counts of a line: Han in the lower `COUNT_BITS`, stops and commas above them. */
  counts: Int32Array
}

/** So many bits has each count of `Classes.counts`: of a line no more characters are counted than they hold. */
export const COUNT_BITS = 10

export const pairAt = (first: number, second: number) => (first * 181 + second) & 0xffff

const SHARED = 0
const keyOf = (first: number, second: number): number => (first << 16) | second

/** Bits of `Pair` of two characters at their place. */
export const pairWord = (
  pairs: Uint16Array,
  owners: Int32Array,
  place: number,
  first: number,
  second: number,
): number => {
  const owner = owners[place]
  return owner === SHARED || owner === keyOf(first, second) ? pairs[place] : 0
}

/** What readers do with a page, as its counters name it: 阅读 1287. */
export const countUnits = packedCounters.split('\n')

const SEPARATORS = `${slashes.chars}${bars.chars}${colons.chars}·•,，;；、■□●◆▪※◎○★☆►▶☉⊙▌▍▎❚◇□▲*＊>-—–~.。`
const BULLETS = '•·●○■□◆◇▪▶►▷➤※★☆*＊✦◎⊙→-–—》>'

/** Stretches of characters of one kind, which need not be asked one by one when the first page comes. */
const ALIKE: readonly (readonly [from: number, to: number])[] = [
  [0x100, 0x2000],
  [0x200c, 0x3000],
  [0x3008, 0x3400],
  [0x3400, 0x4dc0],
  [0x4e00, 0xa000],
  [0xa000, 0xd800],
  [0xd800, 0xfe00],
  [0xffff, 0x10000],
]

function kindOf(code: number): number {
  const letter = isLetter(code) ? Class.letter : 0
  if (isHan(code)) return letter | Class.han
  if (isDigit(code)) return letter | Class.half | Class.digit | Class.date
  if (isLatin(code)) return letter | Class.half
  return isSpace(code) ? letter | Class.half | Class.space | Class.fill : letter
}

const firsts = (words: readonly string[]): string[] => words.map((word) => word[0])

function build(): Classes {
  const of = new Int32Array(65_536)
  const pairs = new Uint16Array(65_536)
  const owners = new Int32Array(65_536)
  const singles = new Uint16Array(65_536)
  const filled = new Int32Array(2048)
  /** Those that are not as their stretch is. */
  const own = new Set<number>()
  const set = (code: number, bit: number) => {
    if ((of[code] & bit) === bit) return
    of[code] |= bit
    own.add(code)
  }
  const mark = (chars: Iterable<string>, bit: number) => {
    for (const char of chars) set(char.charCodeAt(0), bit)
  }
  const beginPair = (first: number, second: number, bit: number) => {
    const place = pairAt(first, second)
    const key = keyOf(first, second)
    owners[place] = pairs[place] === 0 || owners[place] === key ? key : SHARED
    pairs[place] |= bit
    filled[place >>> 5] |= 1 << (place & 31)
  }
  const begin = (words: Iterable<string>, bit: number) => {
    for (const word of words) {
      const code = word.charCodeAt(0)
      set(code, Class.word)
      if (word.length === 1) {
        singles[code] |= bit
        continue
      }
      beginPair(code, word.charCodeAt(1), bit)
    }
  }
  let at = 0
  for (const [from, to] of ALIKE) {
    for (; at < from; at++) {
      of[at] = kindOf(at)
      own.add(at)
    }
    of.fill(kindOf(from), from, to)
    at = to
  }
  mark(stops.chars, Class.stop)
  mark(commas.chars, Class.comma)
  mark(colons.chars, Class.colon)
  for (const code of [0x0a, 0x0d, 0x2028, 0x2029]) set(code, Class.break)
  mark(openers.chars + closers.chars, Class.fill)
  mark('?？', Class.question)
  mark(SEPARATORS, Class.fill)
  mark(BULLETS, Class.bullet)
  mark('>＞»›→⟩\\➤▶▸＼&', Class.arrow)
  mark(`${bars.chars}_${slashes.chars}-–—·`, Class.bar)
  mark('讯电导道息者访稿', Class.wire)
  mark('民中上下〇○零一二三四五六七八九十星周', Class.date)
  // Jan … Dec, Mon … Sun
  mark('JFMASONDTW', Class.date)
  mark('—―─-', Class.dash)
  mark('一二三四五六七八九十（(第①②③④⑤⑥⑦⑧⑨⑩', Class.number)
  mark('（(【[〔［〈<＜「《', Class.bracket)
  const { words, endsIn, writerFirsts } = lexicon()
  begin(words.any, Pair.any)
  begin(words.spam, Pair.spam)
  begin(words.start, Pair.start)
  begin(words.head, Pair.head)
  begin(words.labels, Pair.label)
  begin(words.roles, Pair.role)
  begin(words.writers, Pair.writer)
  begin(words.outlets, Pair.outlet)
  begin(words.crumbs, Pair.crumb)
  begin(words.sites, Pair.site)
  begin(words.tags, Pair.tags)
  begin(words.handles, Pair.handle)
  begin(countUnits, Pair.count)
  begin(['讯', '消息', '报道', '报导', ...[...'0123456789'].map((digit) => `${digit}日`)], Pair.wire)
  for (const list of [words.labels, words.roles, words.outlets]) mark(list, Class.meta)
  mark(words.surnames, Class.surname)
  mark(firsts(words.buttons), Class.button)
  mark('0123456789', Class.button)
  mark('#＃', Class.topic)
  for (const list of [words.sections, words.whole]) mark(firsts(list), Class.known)
  mark('本作以文此原选摘', Class.note)
  mark(
    words.leads.map((word) => word.slice(-1)),
    Class.lead,
  )
  mark(writerFirsts, Class.writer)
  const ends = new Set(words.mediaEndings.map((ending) => ending.slice(-1)))
  mark(ends, Class.meta | Class.mediaEnd | Class.word)
  for (const ending of words.bodyEndings) mark([ending.slice(-1)], Class.bodyEnd)
  mark(endsIn, Class.markEnd)
  // The day behind 摄.
  mark('日', Class.markEnd)
  for (const mark of '-/.年－–月:：') for (const digit of '0123456789') begin([digit + mark], Pair.date)
  for (const digit of '0123456789') begin([`${digit} `, `${digit}\u3000`], Pair.date)
  begin(['20', '19', '10', '11', '民国', '二〇', '二○', '二零', '一九'], Pair.date)
  for (const digit of '一二三四五六七八九十') begin([`${digit}月`, `周${digit}`], Pair.date)
  begin(['星期', '周日'], Pair.date)
  const fills = [...own].filter((code) => of[code] & Class.fill)
  for (const end of ends) for (const fill of fills) beginPair(end.charCodeAt(0), fill, Pair.outletEnd)
  const ids = new Uint8Array(65_536)
  const seen = new Map<number, number>()
  const traits = new Int32Array(256)
  const ones = new Uint16Array(256)
  const idOf = (code: number): number => {
    const key = of[code] * 65_536 + singles[code]
    const known = seen.get(key)
    if (known !== undefined) return known
    const id = seen.size
    seen.set(key, id)
    traits[id] = of[code]
    ones[id] = singles[code]
    return id
  }
  for (const [from, to] of ALIKE) {
    let plain = from
    while (own.has(plain)) plain++
    if (plain < to) ids.fill(idOf(plain), from, to)
  }
  for (const code of own) ids[code] = idOf(code)
  const counts = traits.map(
    (bits) =>
      (bits & Class.han ? 1 : 0) |
      (bits & Class.stop ? 1 << COUNT_BITS : 0) |
      (bits & Class.comma ? 1 << (2 * COUNT_BITS) : 0),
  )
  return { ids, traits, pairs, owners, filled, singles: ones, counts }
}

let built: Classes | undefined

/** The bits of every UTF-16 code unit and pair; built once, on first use. */
export function classes(): Classes {
  built ??= build()
  return built
}

/** Whether a word of one or two characters may begin: 1 or 0, by the bits of `Class` of the first. */
export const mayBegin = (filled: Int32Array, bits: number, single: number, place: number): number =>
  (bits >>> Bit.word) & ((filled[place >>> 5] >>> (place & 31)) | (single === 0 ? 0 : 1)) & 1

/** Bits of `Pair` of the word that may begin at `at`. 文 is a role before a mark, not in 文化. */
export function pairsAt(table: Classes, text: string, at: number): number {
  const { ids, traits, pairs, owners, filled, singles } = table
  const code = text.charCodeAt(at)
  const id = ids[code]
  const next = text.charCodeAt(at + 1)
  const place = pairAt(code, next)
  const single = singles[id]
  if (mayBegin(filled, traits[id], single, place) === 0) return 0
  return pairWord(pairs, owners, place, code, next) | wordAlone(single, traits[ids[next]])
}

/** Han, but no 丨 between two words. */
export const isPlainHan = (traits: number): boolean => (traits & (Class.han | Class.bar)) === Class.han

/** The same as 1 or 0, without a branch. */
const plainHan = (traits: number): number => traits & ~(traits >>> (Bit.bar - Bit.han)) & Class.han

/** What is left of the words of one character in front of another: 文 is a role before a mark, not in 文化. */
export const wordAlone = (single: number, next: number): number => single & ~(-plainHan(next) & Pair.role)

/** The words that may begin in a stretch: bits of `Pair`, and where those of roles stand. */
export interface Words {
  pairs: number
  roles: readonly number[] | null
}

export function wordsIn(text: string, start: number, end: number): Words {
  const table = classes()
  let pairs = 0
  let roles: number[] | null = null
  for (let i = start; i < end; i++) {
    const word = pairsAt(table, text, i)
    pairs |= word
    if (word & Pair.role) {
      if (roles === null) roles = [i]
      else roles.push(i)
    }
  }
  return { pairs, roles }
}

/** Bits of `Class` of a code unit. */
export function traitsOf(code: number): number {
  const { ids, traits } = classes()
  return traits[ids[code]]
}
