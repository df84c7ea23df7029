import type { Author } from '../article/index.js'
import { foreignOffices } from '../generated/entities.js'
import { getCues } from './cues.js'
import { getEdges } from './edges.js'
import { UNSCORED, WORD } from './lexicon.js'
import { follows, type NameGuess, namesAt, partsEnd, saysAt, unspaced } from './names.js'
import { firstBehind, isHan, overlapsAny, type Page, type PersonHit, personHit } from './page.js'
import type { PostHit } from './posts/hit.js'
import { dropNamesake } from './posts/namesakes.js'

/** What the words around a guess say for it, and how high it must score then. */
interface Reason {
  rule: string
  needed: number
}

const REPORTED: Reason = { rule: 'person-says', needed: -4 }
const SAID: Reason = { rule: 'person-says', needed: 22 }
const INTRODUCED: Reason = { rule: 'person-introduced', needed: 8 }
const MASKED: Reason = { rule: 'person-masked', needed: 30 }
const LISTED: Reason = { rule: 'person-in-list', needed: 14 }
const TITLED: Reason = { rule: 'person-before-title', needed: 14 }
const DESCRIBED: Reason = { rule: 'person-described', needed: 14 }
const OPENS_LIFE: Reason = { rule: 'person-opens-life', needed: -12 }
/** 在段杰的带领下, 在黎芷兰看来 */
const GUIDES: Reason = { rule: 'person-introduced', needed: 4 }
const ALONE: Reason = { rule: 'person-name', needed: 44 }
/** Names that a text has twice need less to be names. */
const REPEATED = 30

/** Names without a title: before verbs of saying, after 村民 or 任命, in lists, or by their characters alone. */
export function findBareNames(page: Page, posts: readonly PostHit[]): void {
  const { text } = page
  const weak = new Map<string, { start: number; end: number; score: number }[]>()
  const taken = [...page.persons].sort((a, b) => a.start - b.start)
  const free = (start: number, end: number) =>
    !overlapsAny(page.bodies, start, end) &&
    !holdsName(page, posts, start, end) &&
    !overlapsAny(taken, start, end) &&
    !placeAt(page, start, end)
  const anyDotted = page.dotted.size > 0
  const { introductions, nameParts, surnamesAt } = page.lexicon
  const names = surnamesAt.bit | nameParts.bit
  for (const { span } of page.zones) {
    let last = -1
    // Where a word ends behind which a name may be of any characters.
    let introduced = introEnd(page, span.start, span.end)
    for (let i = span.start; i < span.end; i++) {
      if (!anyDotted) {
        const next = page.nextOf(names | introductions.bit, i, span.end)
        i = introduced >= i && introduced < next ? introduced : next
        if (i >= span.end) break
      }
      if (!page.isBoundary(i)) continue
      const lists = page.listsAt(i)
      const begins = (lists & names) !== 0 || introduced === i || (anyDotted && page.dotted.has(i))
      if (lists & introductions.bit) introduced = introEnd(page, i, span.end)
      if (!begins) continue
      // No name that begins here is free, however long.
      if (page.placeStart.has(i) || overlapsAny(page.bodies, i, i + 1) || overlapsAny(taken, i, i + 1))
        continue
      const guess = bestAt(page, i, span.end, span.start, last, free)
      if (!guess) continue
      if (guess.reason) {
        const { end, score } = guess
        page.persons.push(personHit(i, end, null, guess.reason.rule, score))
        last = end
        introduced = introEnd(page, page.wordStart(end, span.start), span.end)
        i = end - 1
      } else if (!guess.foreign) {
        const name = text.slice(i, guess.end)
        const list = weak.get(name)
        const at = { start: i, end: guess.end, score: guess.score }
        if (list) list.push(at)
        else weak.set(name, [at])
      }
    }
  }
  for (const list of weak.values())
    if (list.length > 1)
      for (const { start, end, score } of list)
        page.persons.push(personHit(start, end, null, 'person-repeated', score))
  page.persons.sort((a, b) => a.start - b.start || b.end - a.end)
}

/** 时光，男，: who opens a paragraph that describes him is somebody, common word though the name be. */
const LIFE =
  /^(?:\d{1,2}[.．、]\s?|[（(]?[一二三四五六七八九十]{1,3}[）)、]\s?)?(\p{Script=Han}{2,4}|\p{Script=Han}[ 　]{1,2}\p{Script=Han})[，（]\s?[男女][，、）；]/u

/** Names that open a life: 丁克勤，男，土家族. */
export function findLives(page: Page): void {
  const { text, lexicon } = page
  const found: PersonHit[] = []
  for (const { span } of page.zones) {
    let start = span.start
    while (start < span.end && /\s/.test(text[start])) start++
    const opening = text.slice(start, Math.min(span.end, start + 20))
    const name = opening.includes('男') || opening.includes('女') ? LIFE.exec(opening)?.[1] : null
    if (!name) continue
    const at = text.indexOf(name, start)
    const double = page.exact(lexicon.doubleSurnames, at, at + 2) !== undefined
    if (!double && (name.length > 3 || lexicon.surnames[text.charCodeAt(at)] === UNSCORED)) continue
    if (overlapsAny(page.persons, at, at + name.length) || page.dotted.has(at)) continue
    found.push(personHit(at, at + name.length, null, 'person-opens-life', 40))
  }
  if (found.length > 0) page.persons = [...page.persons, ...found].sort((a, b) => a.start - b.start)
}

/** Where the word at a place ends if it introduces a name; -1 if it does not. */
function introEnd(page: Page, at: number, limit: number): number {
  const end = page.wordEnd(at, limit)
  return isHan(page.text[end - 1]) && page.exact(page.lexicon.introductions, at, end) ? end : -1
}

/** What makes a known name part of another: 邓小平理论, 汤姆斯杯, 鲁迅文学奖, 康熙年间. */
const AFTER_KNOWN =
  /^(?:主义|思想|理论|[^，。、的]{0,2}(?:杯|奖|路|街|桥)|大学|学院|中学|小学|公园|故居|故里|纪念馆|博物馆|公司|集团|基金|号(?![召称])|年(?![内初底末中轻薪])|队(?![友长员])|[·・•])/

/** 诺贝尔|科学奖: whether a prize is called after somebody of the tables. */
export function isPrize(page: Page, { start, end }: { start: number; end: number }): boolean {
  return (
    page.exact(page.lexicon.persons, start, end) !== undefined &&
    getCues().prize.test(page.text.slice(end, end + LONGEST_PRIZE))
  )
}
const LONGEST_PRIZE = 8

/** Persons of the tables, where nothing else is called after them. */
export function findKnownPersons(page: Page): void {
  const { text, lexicon } = page
  const found: PersonHit[] = []
  for (const { span } of page.zones)
    for (
      let i = page.next(lexicon.persons, span.start, span.end);
      i < span.end;
      i = page.next(lexicon.persons, i + 1, span.end)
    ) {
      const match = page.longest(lexicon.persons, i)
      if (!match || i + match.length > span.end) continue
      const end = i + match.length
      if (!isWhole(page, i, end) || AFTER_KNOWN.test(text.slice(end, end + 5))) continue
      if (overlapsAny(page.bodies, i, end) || overlapsAny(page.persons, i, end) || placeAt(page, i, end))
        continue
      found.push(personHit(i, end, null, 'person-known', 34))
      i = end - 1
    }
  if (found.length > 0) page.persons = [...page.persons, ...found].sort((a, b) => a.start - b.start)
}

/** 记者 房成龙: a name within the longer one of the byline is that one. */
export function keepAuthors(page: Page, authors: readonly Author[]): void {
  // 青岩网4月9日讯（记者 …）: the outlet of the byline is nobody.
  const outlets = new Set(authors.map(({ outlet }) => outlet))
  const within = (hit: PersonHit) =>
    authors.find(
      ({ span }) =>
        span.start <= hit.start && span.end >= hit.end && span.end - span.start > hit.end - hit.start,
    )
  // A list that grows: what `map` gives is of another kind once it is compiled, and then all that was made for the first
  // kind is thrown away.
  const persons: PersonHit[] = []
  for (const hit of page.persons) {
    if (outlets.has(page.text.slice(hit.start, hit.end))) continue
    const author = within(hit)
    persons.push(
      author ? personHit(author.span.start, author.span.end, hit.category, 'person-author', 40) : hit,
    )
  }
  page.persons = persons
}

/** Mean of the characters of a transliteration, quarter bits. */
const FOREIGN = 3

/** How much more of a transliteration than of text a character is, quarter bits, for it to go on with one. */
const GOES_ON = 10

/** Whether a known name is no part of a longer one: 布什 of 布什尔, 科尔 of 西蒙·科尔. */
function isWhole(page: Page, start: number, end: number): boolean {
  const { text, lexicon } = page
  if ('·・•-'.includes(text[start - 1] ?? ' ')) return false
  if (!page.isBoundary(start) || !page.isBoundary(end)) return end - start > 3
  let odds = 0
  for (let i = start; i < end; i++) odds += Math.max(-20, lexicon.foreign[text.charCodeAt(i)])
  const single = (from: number, to: number) => to - from === 1 && isHan(text[from])
  const after = end < text.length && single(end, page.wordEnd(end, text.length))
  // 吴仪|萍, 于敏|行, 王维|萱: a given name of two characters goes on.
  const given = lexicon.given[3 * text.charCodeAt(end) + 1]
  // 李铁鸣、安家杰: what stands before a mark is the last of the name, though a verb too.
  const last = !page.isStop(end, end + 1) || text[end + 1] === '、'
  if (after && end - start === 2 && given > 4 && last && lexicon.surnames[text.charCodeAt(start)] > -8)
    return false
  if (odds < FOREIGN * (end - start)) return true
  const goesOn = (at: number) => lexicon.foreign[text.charCodeAt(at)] >= GOES_ON
  const before = start > 0 && single(page.wordStart(start, 0), start)
  return !(before && goesOn(start - 1)) && !(after && goesOn(end))
}

/** Offices that stand behind the name of a foreigner: 马拉佩|总理. */
const ADDRESSED = new Set(foreignOffices.split('\n'))

/** Whether a post lies over a name: not where it begins with words that only might be its body, 马拉佩|总理. */
function holdsName(page: Page, posts: readonly PostHit[], start: number, end: number): boolean {
  const post = posts[firstBehind(posts, start)]
  if (!post || post.start >= end) return false
  if (post.titleStart !== end || post.start > start || page.bodyEnd.has(post.organization?.end ?? -1))
    return true
  return !ADDRESSED.has(page.text.slice(post.titleStart, post.end))
}

/** What a name scores that neither a mark nor 据 tells to be one. */
const LIKELY = 8

/** Longest name of a surname and a given name. */
const LONGEST = 4

/** Whether a name that is hardly likely by its characters may be one here: before a comma or 简历, after 据. */
function doubtfulAt({ text }: Page, at: number): boolean {
  if (text[at - 1] === '据') return true
  for (let end = at + 2; end <= at + LONGEST; end++)
    if (text[end] === '，' || text.startsWith('简历', end)) return true
  return false
}

/** Guesses at names, without some that nothing but a comma or 据 could save where neither stands. */
function guessesAt(page: Page, at: number, limit: number): NameGuess[] {
  if (doubtfulAt(page, at)) return namesAt(page, at, limit)
  const likely = namesAt(page, at, limit, LIKELY)
  // A transliteration before a comma comes behind what was left out.
  const behind = likely.some(({ end, score }) => score < LIKELY && page.text[end] === '，')
  return behind ? namesAt(page, at, limit) : likely
}

function bestAt(
  page: Page,
  at: number,
  limit: number,
  floor: number,
  last: number,
  free: (start: number, end: number) => boolean,
): (NameGuess & { reason: Reason | null }) | null {
  const thing = calledLikeThing(page, at, limit, floor)
  if (thing && free(at, thing.end)) return thing
  for (const guess of guessesAt(page, at, limit)) {
    if (guess.score < -12) return null
    const marked = page.text[guess.end] === '，' || page.text.startsWith('简历', guess.end)
    if (guess.score < LIKELY && !marked && !reported(page, at, guess.end)) return null
    const reason = reasonFor(page, at, guess, floor, last)
    const enough = reason && guess.score >= reason.needed
    // 由|银行卡|引起, 对|马拉松|的需求: a preposition introduces things as well.
    if (reason === INTRODUCED && page.wordStart(at, floor) === at - 1 && isListed(page, at, guess)) continue
    // 女子|马拉松|项目
    if (reason === INTRODUCED && isSport(page, at, guess)) continue
    // 白鹭|飞过, 戈壁滩上: nothing but its characters says that a word of the list is a name.
    // What says something after a likely name leaves its last character to nothing else: 周家|宇|说.
    const whole = reason === SAID && guess.score >= REPEATED
    if (
      (reason === ALONE || reason === SAID || !enough) &&
      !page.dotted.has(at) &&
      isThing(page, at, guess.end, whole)
    )
      continue
    if (!enough && guess.score < REPEATED) continue
    // 50多岁的罗|广达
    if (enough && reason !== ALONE) dropNamesake(page, at, guess.end)
    if (!free(at, guess.end)) continue
    const { end, score, foreign } = guess
    return { end, score, foreign, reason: enough ? reason : null }
  }
  return null
}

/** 村民|高山|告诉记者: a common word that begins with a surname, after a word for people and before a verb of saying. */
function calledLikeThing(
  page: Page,
  at: number,
  limit: number,
  floor: number,
): (NameGuess & { reason: Reason }) | null {
  const { text, lexicon } = page
  const end = at + 2
  if (end > limit || !(lexicon.surnames[text.charCodeAt(at)] >= -20)) return null
  if (page.wordEnd(at, limit) !== end || !saysAt(page, end) || !introducedAt(page, at, floor)) return null
  if (page.ownBits(at, end) & (WORD.leadIn | WORD.say | WORD.follow | WORD.honorific)) return null
  return page.longest(lexicon.heads, at) ? null : { end, score: 16, foreign: false, reason: INTRODUCED }
}

/** 女子|马拉松, 男子|马拉松: whether what looks like a transliteration is a word that names of bodies have. */
export function isSport(page: Page, at: number, { end, foreign }: NameGuess): boolean {
  const word = Math.max(end, page.wordEnd(at, page.text.length))
  return (foreign || end < word) && (page.ownBits(at, word) & (WORD.inner | WORD.department)) !== 0
}

/** Whether a guess is a word of the list that is no name, or a short transliteration that no table has. */
function isListed(page: Page, at: number, { end, foreign }: NameGuess): boolean {
  if (foreign && end - at < 4) return page.exact(page.lexicon.persons, at, end) === undefined
  const kind = page.wordEnd(at, end) === end && page.isBoundary(end) ? page.wordKind(at, end) : null
  return kind !== null && kind !== 'person'
}

/** Whether a stretch, or all of it but its last character, is a noun of the word list, be it a rare one; `whole`: not but all. */
export function isThing(page: Page, start: number, end: number, whole: boolean): boolean {
  for (const to of end - start > 2 && !whole ? [end, end - 1] : [end])
    if (page.isBoundary(start) && page.wordEnd(start, end) === to && page.wordKind(start, to) === 'noun')
      return true
  return false
}

function reasonFor(page: Page, at: number, guess: NameGuess, floor: number, last: number): Reason | null {
  const { text } = page
  const { end, foreign } = guess
  if (page.dotted.has(at)) return ALONE
  if (text[at + 1] === '某' || text[at + 2] === '某') return MASKED
  if (!foreign && saysAt(page, end) && reported(page, at, end)) return REPORTED
  // 决定|由|罗玉宝代理: what is such a word itself is hardly a surname after another.
  if (introducedAt(page, at, floor) && !(page.ownBits(at, at + 1) & WORD.intro)) return INTRODUCED
  if (
    (at === floor || '：。；、'.includes(text[at - 1])) &&
    /^(?:个?人?简历(?![\u4e00-\u9fff])|，(?:[男女]，|(?:现|曾|历|时|拟)任|\d{4}年.{0,6}(?:出)?生))/.test(
      text.slice(end, end + 14),
    )
  )
    return OPENS_LIFE
  if (text[end] === '（' && describes(text, end + 1)) return DESCRIBED
  if (text[end] === '，' && (text[end + 1] === '男' || text[end + 1] === '女') && text[end + 2] === '，')
    return DESCRIBED
  const after = '等'.includes(text[end] ?? ' ') ? text.slice(end, end + 6) : ''
  if (/^等(?:\d{1,3}|[一二三四五六七八九十多数几]{1,2})[名位人]/.test(after)) return LISTED
  if (guides(page, at, end)) return GUIDES
  // 组 长：杨 强
  if (text[at - 1] === '：' && /\s/.test(text[at + 1]) && /\s/.test(text[end] ?? '\n')) return DESCRIBED
  if (text[end] === '/' || (at > 0 && text[at - 1] === '/')) return LISTED
  if (last >= 0 && at - last === 1 && '、和及与'.includes(text[last])) return LISTED
  if (titleAt(page, end)) return TITLED
  if (foreign) return null
  if (saysAt(page, end)) return SAID
  return ALONE
}

/** 在|段杰|的带领下, 在|黎芷兰|看来: whether somebody leads or thinks whose name fills a stretch. */
export function guides(page: Page, start: number, end: number): boolean {
  const { text } = page
  if (text[start - 1] !== '在' || !'的看'.includes(text[end] ?? ' ') || !page.isBoundary(start - 1))
    return false
  return getCues().guides.test(text.slice(end, end + 4))
}

/** 据|武高汉|介绍: what stands on both sides leaves a person, or one of a few words for people. */
function reported(page: Page, at: number, end: number): boolean {
  if (page.text[at - 1] !== '据' || !page.isBoundary(at - 1) || end - at !== 3) return false
  for (let i = at; i < end; i++) if (page.wordEnd(i, end) > i + 1 && page.isBoundary(i)) return false
  return page.isBoundary(end)
}

/** 姚檀栋院士, 刘伦旭教授, 张兴旺老汉: a rank or an address after a name. */
function titleAt(page: Page, at: number): boolean {
  const head = page.longest(page.lexicon.heads, at)
  if (head?.value.post) return head.length > 1 && page.isBoundary(at) && page.isBoundary(at + head.length)
  return (page.ownBits(at, page.wordEnd(at, Math.min(page.text.length, at + 3))) & WORD.honorific) !== 0
}

/** （男，36岁, （右二, （中: what brackets after a name say of a person. */
function describes(text: string, at: number): boolean {
  return (
    '男女左右中前后图饰化'.includes(text[at]) || (text[at + 2] === '岁' && text[at] >= '1' && text[at] <= '9')
  )
}

function introducedAt(page: Page, at: number, floor: number): boolean {
  if (at <= floor || !isHan(page.text[at - 1])) return false
  // 35岁的|常垚
  if (page.text.startsWith('岁的', at - 2)) return true
  return (page.ownBits(page.wordStart(at, floor), at) & WORD.intro) !== 0
}

function placeAt(page: Page, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const to = page.placeStart.get(i)
    if (to !== undefined && (to > end || i === start)) return true
  }
  return false
}

/** 靳崇文，曾用名|靳小牛; 岑某强（绰号|“阿强”）: the words between a person and another name of the same person. */
const OTHER_NAME =
  /^[，（(](?:曾用名|又名|原名|本名|真名|化名|笔名|别名|艺名|法名|网名|绰号|又称)[为叫是：:]?[“]?$/

/** By what such a name is found, which holds no office by itself. */
export const OTHER_NAME_RULE = 'person-other-name'

/** Names that a text gives as other names of the person right before are that person's. */
export function joinOtherNames(page: Page): void {
  const { persons, text } = page
  for (let i = 1; i < persons.length; i++) {
    const before = persons[i - 1]
    const gap = persons[i].start - before.end
    if (gap > 2 && gap < 8 && OTHER_NAME.test(text.slice(before.end, persons[i].start)))
      persons[i] = {
        ...persons[i],
        name: before.name ?? unspaced(text.slice(before.start, before.end)),
        rule: OTHER_NAME_RULE,
      }
  }
}

/** 王女士, 李阿姨, 老韩, 小刘: people whom a text calls by surname. */
export function findCalledNames(page: Page): void {
  const out: PersonHit[] = []
  for (const { span } of page.zones)
    for (
      let i = nextCalled(page, span.start, span.end);
      i + 1 < span.end;
      i = nextCalled(page, i + 1, span.end)
    ) {
      if (!page.isBoundary(i) || !mayCall(page, i)) continue
      const called = calledEnd(page, i, span.end)
      if (called < 0) continue
      if (overlapsAny(page.persons, i, called) || overlapsAny(page.bodies, i, called)) continue
      const whole = wholeName(page, i, span.start)
      if (whole >= 0) {
        out.push(personHit(whole, i + 1, null, 'person-before-title', 20))
        i = called - 1
        continue
      }
      out.push(personHit(i, called, 'other', 'person-called', 30))
      i = called - 1
    }
  if (out.length > 0) page.persons = [...page.persons, ...out].sort((a, b) => a.start - b.start)
}

/** 白乐|桑教授: where a name starts whose last character looks like the surname that a text calls by; −1 for none. */
function wholeName(page: Page, at: number, floor: number): number {
  for (let start = at - 6; start < at; start++) {
    // 扎西顿|珠同志, 才|旦同志
    const parts =
      partsEnd(page, start, at + 1) === at + 1 ||
      page.exact(page.lexicon.nameParts, start, at + 1) !== undefined
    // 万俟守|燕先生
    const double = start === at - 3 && page.exact(page.lexicon.doubleSurnames, start, start + 2) !== undefined
    if (start < at - 2 && !double && !parts) continue
    if (start < floor || !page.isBoundary(start) || overlapsAny(page.persons, start, at)) continue
    if (overlapsAny(page.places, start, at) || overlapsAny(page.bodies, start, at)) continue
    if (start < at - 1 && page.bits(start, at) & (WORD.stop | WORD.noun)) continue
    if (page.bits(start, start + 1) & WORD.leadIn && page.isStop(start, start + 1)) continue
    if (
      parts ||
      namesAt(page, start, at + 1).some(({ end, score, foreign }) => end === at + 1 && score >= 8 && !foreign)
    )
      return start
  }
  return -1
}

/** 陈科长, 江总书记: where the office that a surname stands before ends; 0 for none. */
function officeAfter(page: Page, at: number, limit: number): number {
  const { text, lexicon } = page
  if (lexicon.surnames[text.charCodeAt(at)] <= -8 || getEdges().noSurname.includes(text[at])) return 0
  const whole = page.wordEnd(at, limit)
  const from = text[at + 1] === '副' ? at + 2 : at + 1
  const head = page.longest(lexicon.heads, from)
  if (!head?.value.post || head.value.category !== 'official' || head.length < 2) return 0
  const end = from + head.length
  return end <= limit && page.isBoundary(end) && (whole === at + 1 || whole === end) ? end : 0
}

/** 老, 小: what stands before the surname of whom one knows. */
const isFamiliar = (code: number): boolean => code === 0x8001 || code === 0x5c0f

/** The first place from one on, up to `end`, with a surname, 老 or 小. */
function nextCalled(page: Page, at: number, end: number): number {
  const { text, lexicon } = page
  const surnames = lexicon.surnamesAt.bit | lexicon.doubleSurnames.bit
  let i = at
  while (i < end && (page.listsAt(i) & surnames) === 0 && !isFamiliar(text.charCodeAt(i))) i++
  return i
}

/** Whether somebody may be called by what starts at a place: most places are turned away here. */
function mayCall(page: Page, at: number): boolean {
  const { text, lexicon } = page
  const { doubleSurnames, surnamesAt, words, heads } = lexicon
  const lists = page.listsAt(at)
  if (
    (lists & surnamesAt.bit) !== 0 &&
    ((page.listsAt(at + 1) & (words.bit | heads.bit)) !== 0 || text[at + 1] === '副')
  )
    return true
  return (lists & doubleSurnames.bit) !== 0 || isFamiliar(text.charCodeAt(at))
}

function calledEnd(page: Page, at: number, limit: number): number {
  const { text, lexicon } = page
  // 程女士, 谈阿姨: an address makes rare surnames sure too.
  if (lexicon.surnames[text.charCodeAt(at)] > -32 && !getEdges().noSurname.includes(text[at])) {
    for (const length of [2, 3]) {
      const end = at + 1 + length
      if (end <= limit && page.isBoundary(end)) if (page.ownBits(at + 1, end) & WORD.honorific) return end
    }
  }
  if (page.exact(lexicon.doubleSurnames, at, at + 2) !== undefined && page.isBoundary(at + 4))
    if (at + 4 <= limit && page.ownBits(at + 2, at + 4) & WORD.honorific) return at + 4
  const office = officeAfter(page, at, limit)
  if (office > 0 && !overlapsAny(page.places, at, office)) return office
  // 老张说: a prefix needs a verb or a mark after the surname.
  const first = text.charCodeAt(at)
  if (isFamiliar(first) && at + 2 <= limit) {
    if (lexicon.surnames[text.charCodeAt(at + 1)] < 4) return -1
    // 老|陈说, 小张|连忙: who says or does something is no thing, and no other word.
    if (saysAt(page, at + 2)) return at + 2
    if (page.bits(at, at + 2) & (WORD.stop | WORD.noun)) return -1
    const next = page.wordEnd(at + 2, Math.min(page.text.length, at + 6))
    if (page.isBoundary(at + 2) && (follows(page, at + 2) || page.isStop(at + 2, next))) return at + 2
  }
  return -1
}
