import { getCues } from './cues.js'
import { getEdges } from './edges.js'
import { UNSCORED, WORD } from './lexicon.js'
import { isDigitCode, isHan, isHanCode, type Page } from './page.js'

/** A name that may start at a place. */
export interface NameGuess {
  end: number
  /** Quarter bits: how much more a name than text. */
  score: number
  foreign: boolean
}

/** Whether what stands at a place may follow a name: a mark, the end, a verb of saying, 等. */
export function follows(page: Page, at: number): boolean {
  if (at >= page.text.length || page.lexicon.ends[page.text.charCodeAt(at)] === 1) return true
  const cue = page.longest(page.lexicon.cues, at)
  if (cue) return cue.length > 1 || !joinsNothing(page, at)
  if (convictedAt(page.text, at) || suesAt(page.text, at)) return true
  // 姚檀栋|院士
  const head = page.longest(page.lexicon.heads, at)
  if (head) return head.value.post && head.length > 1 && page.isBoundary(at)
  // 王扬智|副秘书长
  const deputy =
    page.text[at] === '副' && !getEdges().joinsNames.includes(page.text[at - 1])
      ? page.longest(page.lexicon.heads, at + 1)
      : null
  return deputy?.value.post === true && deputy.length > 1 && page.isBoundary(at)
}

/** 谌孝和|19日在厦门会见: 和 before a figure or a mark joins no two names. */
function joinsNothing({ text, lexicon }: Page, at: number): boolean {
  if (!'和与及同跟'.includes(text[at])) return false
  const next = text[at + 1] ?? '。'
  // 刘家和|等领导: what somebody is joined with is named before 等.
  return next === '等' || (!'“《（'.includes(next) && lexicon.ends[next.charCodeAt(0)] === 1)
}

/** 卓伟|犯受贿罪, 卓伟|因受贿罪: whether a crime is named that somebody has committed. */
function convictedAt(text: string, at: number): boolean {
  return '犯因涉'.includes(text[at] ?? ' ') && /^[^，。、；\n]{2,20}罪/.test(text.slice(at + 1, at + 24))
}

/** 李建|诉被告王秀兰, 孙某|诉红星公司一案: whether somebody goes to law here. */
function suesAt(text: string, at: number): boolean {
  return (
    text[at] === '诉' && /^(?:称|至|被告|[^，。；\n]{2,30}(?:一案|纠纷))/.test(text.slice(at + 1, at + 34))
  )
}

/** 赵华|利用职务便利, 裴培发|犯贪污罪: whether what one does begins here with more than two characters. */
export function beginsDeed(page: Page, at: number): boolean {
  return (
    (page.longest(page.lexicon.cues, at)?.length ?? 0) > 2 ||
    convictedAt(page.text, at) ||
    suesAt(page.text, at)
  )
}

/** Whether a verb of saying or doing stands at a place. */
export function saysAt(page: Page, at: number): boolean {
  const match = page.longest(page.lexicon.cues, at)
  return match !== null && (match.value & WORD.say) !== 0
}

/** 议员|冀|未来, 商会|冀|政府: in headlines of Hong Kong 冀 is a verb, and a word stands behind it. */
export function hopesAt(page: Page, at: number): boolean {
  if (page.text[at] !== '冀') return false
  if (page.text[at + 1] === '望') return true
  const end = page.wordEnd(at + 1, at + 6)
  return end - at > 2 && page.wordKind(at + 1, end) !== null
}

/**
 * Guesses at names from `at`, best first: surname and given name, 李某, a transliterated name. Some that score below
 * `least` may be left out.
 */
export function namesAt(
  page: Page,
  at: number,
  limit: number,
  least = Number.NEGATIVE_INFINITY,
): NameGuess[] {
  const { text } = page
  const dotted = page.dotted.get(at)
  if (dotted !== undefined) return dotted <= limit ? [{ end: dotted, score: 44, foreign: true }] : []
  if (at >= limit || !isHanCode(text.charCodeAt(at))) return []
  // 5余万元, 3时许: after a figure comes a measure.
  if (at > 0 && (isDigitCode(text.charCodeAt(at - 1)) || text[at - 1] === '余')) return []
  if (hopesAt(page, at)) return []
  // 董秘|朱旭: a title is no name, though it begins like one.
  const title = page.longest(page.lexicon.heads, at)
  if (title?.value.post && title.length > 1 && page.isBoundary(at + title.length)) {
    const next = page.bits(at + title.length, page.wordEnd(at + title.length, limit))
    if (!(next & (WORD.stop | WORD.say | WORD.follow))) return []
  }
  // 总理|和普京: the name begins behind the joiner.
  if (getEdges().beforeKnown.includes(text[at]) && page.longest(page.lexicon.persons, at + 1)) return []
  const out = chineseNames(page, at, limit, least)
  const known = page.longest(page.lexicon.persons, at)
  if (known && at + known.length <= limit && page.isBoundary(at + known.length))
    out.push({ end: at + known.length, score: 48, foreign: true })
  const parts = partsEnd(page, at, limit)
  if (parts > 0) out.push({ end: parts, score: follows(page, parts) ? 46 : 26, foreign: false })
  const japanese = page.longest(page.lexicon.japanese, at)
  if (japanese) japaneseNames(page, at + japanese.length, limit, out)
  const foreign = transliterated(page, at, limit)
  if (foreign) {
    out.push(foreign)
    // 迪亚斯-卡内尔
    const more = page.text[foreign.end] === '-' ? transliterated(page, foreign.end + 1, limit) : null
    if (more) out.push({ end: more.end, score: more.score + 20, foreign: true })
  }
  for (let i = 1; i < out.length; i++) {
    // A handful, nearly sorted: put in one by one.
    const guess = out[i]
    let k = i
    for (; k > 0 && precedes(guess, out[k - 1]); k--) out[k] = out[k - 1]
    out[k] = guess
  }
  return out
}

function precedes(a: NameGuess, b: NameGuess): boolean {
  return a.score > b.score || (a.score === b.score && a.foreign && !b.foreign)
}

function chineseNames(page: Page, at: number, limit: number, least: number): NameGuess[] {
  const { text, lexicon } = page
  const out: NameGuess[] = []
  const double = at + 2 < limit ? (page.exact(lexicon.doubleSurnames, at, at + 2) ?? UNSCORED) : UNSCORED
  const single = lexicon.surnames[text.charCodeAt(at)]
  if (double === UNSCORED && single === UNSCORED) return out
  let any = false
  for (let length = 2; length >= 1; length--) {
    const surname = length === 2 ? double : single
    if (surname === UNSCORED) continue
    const first = at + length
    // 陈姓主管
    if (text[first] === '姓') break
    if (text[first] === '某') {
      const end = maskedEnd(page, first, limit)
      out.push({ end, score: surname > -24 ? 44 : 10, foreign: false })
      break
    }
    // 张 宏: names spaced out to three characters' width.
    const gap = length === 1 && (text[first] === ' ' || text[first] === '　') ? 1 : 0
    if (gap && isHan(text[first + 1]) && follows(page, first + 2)) {
      const only = given(page, first + 1, 2)
      out.push({ end: first + 2, score: surname + (only ?? -14) + 12, foreign: false })
      any = true
      continue
    }
    for (let size = 1; size <= 2; size++) {
      const end = first + size
      if (end > limit || !isHanCode(text.charCodeAt(first)) || !isHanCode(text.charCodeAt(end - 1))) break
      // 老梁|和村支书
      if (size === 1 && '和与跟'.includes(text[first]) && '老小'.includes(text[at - 1] ?? ' ')) continue
      let score = surname
      if (size === 1) score += given(page, first, 2) ?? -14
      else score += (given(page, first, 0) ?? -10) + (given(page, first + 1, 1) ?? -10)
      // 公孙诚|说, 杨龙|种了: a verb is no second character.
      if (
        size === 2 &&
        (text[end - 1] === '说' || (marksVerb(page, end) && given(page, end - 1, 1) === undefined))
      )
        score -= 40
      any = true
      if (score + mostOfEdges(page, at, end) < least) continue
      out.push({ end, score: score + edges(page, at, end), foreign: false })
    }
    const run = length === 1 ? transliteratedRun(page, first, limit) : first
    if (run > first) {
      // 胡|塔卡梅拉瓦: what stops within the run is no name.
      for (const guess of out) if (guess.end < run) guess.score -= 30
      out.push({ end: run, score: 56, foreign: true })
      any = true
    }
    if (length === 1) marriedName(page, at, limit, out)
    if (length === 2 && any) break
  }
  return out
}

/** 叶刘淑仪, 余叶嘉莉: the husband's surname, the own, and a given name of two, before what follows names. */
function marriedName(page: Page, at: number, limit: number, out: NameGuess[]): void {
  const { text, lexicon } = page
  const end = at + 4
  if (end > limit || follows(page, at + 3) || !page.isBoundary(end) || !follows(page, end)) return
  const husband = lexicon.surnames[text.charCodeAt(at)]
  const own = lexicon.surnames[text.charCodeAt(at + 1)]
  if (husband < -8 || own < -8 || page.isStop(at, at + 2)) return
  const names = Math.min(given(page, at + 2, 0) ?? -10, given(page, at + 3, 1) ?? -10)
  if (names > 8) out.push({ end, score: 48, foreign: false })
}

/** 冯|德莱恩, 范|尼斯特鲁伊: where at least three characters of transliterations end before what follows names. */
function transliteratedRun(page: Page, at: number, limit: number): number {
  const { text, lexicon } = page
  // 和|托马斯
  if (page.ownBits(at - 1, at) & (WORD.follow | WORD.leadIn)) return at
  let end = at
  let sum = 0
  for (; end < limit && end - at < 7; end++) {
    const odds = lexicon.foreign[text.charCodeAt(end)]
    if (odds < 10) break
    sum += odds
  }
  const likely = end - at > 2 && sum >= 17 * (end - at)
  return likely && text[end] !== '·' && page.isBoundary(end) && follows(page, end) ? end : at
}

/** How likely a character is in a place of a given name: first of two, second of two, only one. */
function given({ text, lexicon }: Page, at: number, place: 0 | 1 | 2): number | undefined {
  const score = lexicon.given[3 * text.charCodeAt(at) + place]
  return score === UNSCORED ? undefined : score
}

/** 李某, 李某某, 彭某强. */
function maskedEnd(page: Page, at: number, limit: number): number {
  const { text } = page
  if (text[at + 1] === '某') return Math.min(limit, at + 2)
  if ('甲乙丙丁'.includes(text[at + 1] ?? ' ')) return Math.min(limit, at + 2)
  // 邓某|伙同邱某
  if (text[at + 1] === '伙' && '同拼'.includes(text[at + 2] ?? ' ')) return at + 1
  // 王某|利用担任县长的便利
  if (page.isBoundary(at + 1) && !page.isBoundary(at + 2)) return at + 1
  if (at + 1 < limit && isHan(text[at + 1]) && given(page, at + 1, 2) !== undefined)
    if (
      (!page.isStop(at + 1, at + 2) ||
        isLast(page, at + 1, page.lexicon.ends[text.charCodeAt(at + 2)] === 1)) &&
      (follows(page, at + 2) || isVerbAfter(page, at + 2) || isApart(page, at + 1))
    )
      // 总经理郑某清。: a verb, but before a mark rather the last of the name.
      return at + 2
  return at + 1
}

/** How much likelier in a given name than in text, quarter bits, what stands between 某 and a word must be. */
const OF_NAMES = 8

/** 朱某龙|罚款: a character that given names end in, a word of its own before a longer one. */
function isApart(page: Page, at: number): boolean {
  if (!page.isBoundary(at) || !page.isBoundary(at + 1) || (given(page, at, 2) ?? 0) < OF_NAMES) return false
  return page.wordEnd(at + 1, Math.min(page.text.length, at + 5)) - at > 2
}

/** 岑某强|逃往佛山, but not 李某|强行闯入. */
function isVerbAfter(page: Page, at: number): boolean {
  return (
    page.isBoundary(at - 1) &&
    page.isBoundary(at) &&
    page.isStop(at, page.wordEnd(at, Math.min(page.text.length, at + 4)))
  )
}

/** No more than this do `edges` say for a guess. */
function mostOfEdges(page: Page, start: number, end: number): number {
  if (!page.isBoundary(end)) return 16
  if (end - start < 3 || !page.isBoundary(start)) return 22
  for (let i = start + 1; i < end; i++) if (page.isBoundary(i)) return 22
  return 36
}

/** Whether a word of one or two characters begins there with which a sentence goes on behind a name. */
function goesOnBehind(text: string, at: number): boolean {
  const { behindName } = getCues()
  return behindName.has(text[at]) || behindName.has(text.slice(at, at + 2))
}

/** What the word ends around a guess say about it. */
function edges(page: Page, start: number, end: number): number {
  let score = page.isBoundary(start) ? 4 : -4
  const clean = page.isBoundary(end)
  const next = follows(page, end) || officeBegins(page, end)
  score += clean ? 4 : next ? -2 : -10
  if (next) score += 14
  // 朱芝|松|参加: the character before what follows a name is its last.
  else if (end - start === 2 && clean && isLast(page, end)) score -= 24
  // Another verb or particle after a word's end: less, but something.
  else if (clean && page.isStop(end, page.wordEnd(end, Math.min(page.text.length, end + 4)))) score += 8
  let inside = 0
  for (let i = start + 1; i < end; i++) if (page.isBoundary(i)) inside++
  const bits = page.bits(start, end)
  // 高兴地|说: what may follow a name is none.
  if (bits & (WORD.stop | WORD.noun | WORD.leadIn | WORD.inner | WORD.say | WORD.follow)) score -= 32
  else if (inside === 0 && clean && page.isBoundary(start))
    score += end - start > 2 ? (getEdges().endsPlace.includes(page.text[end - 1]) ? -16 : 14) : -4
  // 于田县, 由苏州: a place that starts inside is no given name.
  for (let i = start + 1; i < end; i++) {
    const place = page.placeStart.get(i)
    if (place !== undefined && place > end) score -= 30
    else if (place !== undefined && i > start && page.isBoundary(i)) score -= 14
  }
  // 任命纳敏|为厅长: the last character is the verb, unless it comes once more.
  if (page.text[end - 1] === '为' && page.text[end] !== '为')
    if (appointedAt(page, start) || titleBegins(page, end)) score -= 60
  // 李敏|任县委书记, 周明|代理市长: the last character begins the verb that gives the office.
  if (end - start > 2 && (officeBegins(page, end - 1) || beginsDeed(page, end - 1))) score -= 60
  if (end - start > 2 && clean && page.isBoundary(end - 1)) {
    const last = page.text[end - 1]
    if (getEdges().adverb.includes(last)) score -= 40
    // 柳萍既|当老板, 阎懋患|了病: the last character begins what the person does.
    else if (goesOn(page, end) || marksVerb(page, end)) score -= 30
  }
  // 免去李建国、林若川|的副校长职务
  if (page.text[end - 1] === '的') score -= 60
  // 张敏|正在查房, 李建|在这里工作: neither ends with what goes on behind it.
  if (end - start > 2 && goesOnBehind(page.text, end - 1)) score -= 40
  // 王者|荣耀: the last character begins a common word.
  if (!clean) {
    const from = page.wordStart(end, start)
    const to = page.wordEnd(end, Math.min(page.text.length, end + 4))
    if (page.bits(from, to) & (WORD.stop | WORD.noun)) score -= 16
  } else if (end - start === 3 && page.isBoundary(start + 1) && !page.isBoundary(start + 2)) {
    // 高|质量: surname, then a common word.
    if (page.bits(start + 1, end) & (WORD.stop | WORD.noun)) score -= 14
  } else if (end - start === 3 && page.isBoundary(start + 2) && !page.isBoundary(start + 1)) {
    if (page.bits(start, start + 2) & (WORD.stop | WORD.noun)) score -= 14
  }
  return score
}

/** 柳萍|既当老板, 王怡|之走: whether a joiner or an adverb right before a place goes on with what follows. */
function goesOn(page: Page, end: number): boolean {
  return getEdges().goesOn.includes(page.text[end - 1]) && isHan(page.text[end]) && !follows(page, end)
}

/** 患|了癌症, 笑|着说: whether a particle of verbs stands at a place. */
function marksVerb(page: Page, at: number): boolean {
  return '了着过'.includes(page.text[at] ?? ' ') && page.wordEnd(at, page.text.length) === at + 1
}

/** Whether 任, 兼 or 代理 stands at a place, and an office, or the place that it is of, right after it. */
export function officeBegins(page: Page, at: number): boolean {
  const { text, lexicon } = page
  const acting = text[at] === '代' && text[at + 1] === '理'
  // 李忠|升任淮南市副市长
  const rises = text[at + 1] === '任' && page.exact(lexicon.officeVerbs, at, at + 2) !== undefined
  if (!acting && !rises && text[at] !== '任' && text[at] !== '兼') return false
  const next = at + (acting || rises ? 2 : 1)
  if ('省市县区州镇乡'.includes(text[next] ?? ' ') || page.placeStart.has(next)) return true
  // 任|设区市党委常委
  for (let end = next + 3; end < next + 6; end++)
    if (lexicon.genericPlaces.has(text.slice(next, end))) return true
  return titleBegins(page, next)
}

/** Whether a character alone that given names end in stands between a place and what follows a name. */
function isLast(page: Page, at: number, marked = true): boolean {
  return (
    marked &&
    isHan(page.text[at]) &&
    page.isBoundary(at + 1) &&
    !getEdges().adverb.includes(page.text[at]) &&
    (joinsNothing(page, at) || !(page.ownBits(at, at + 1) & (WORD.say | WORD.follow | WORD.leadIn))) &&
    (given(page, at, 1) ?? 0) > 3 &&
    follows(page, at + 1)
  )
}

/** 为|副班长, 任|总链长, 为|市长 */
export function titleBegins(page: Page, at: number): boolean {
  const { modifiers, heads } = page.lexicon
  const modifier = page.longest(modifiers, at)
  return page.longest(heads, at + (modifier?.length ?? 0)) !== null
}

function appointedAt(page: Page, at: number): boolean {
  return (page.ownBits(page.wordStart(at, Math.max(0, at - 4)), at) & WORD.appoint) !== 0
}

/** 扎西次仁, 央金卓玛: names put together from known parts; -1 where there are fewer than two. */
export function partsEnd(page: Page, at: number, limit: number): number {
  let end = at
  let parts = 0
  while (end < limit && end - at < 12) {
    const part = page.longest(page.lexicon.nameParts, end)
    if (!part) break
    end += part.length
    parts++
  }
  return (parts > 1 || (parts === 1 && end - at > 2)) && page.isBoundary(end) ? end : -1
}

/** 高市早苗, 小泉进次郎: a Japanese surname and one to three characters, up to where a word may follow. */
function japaneseNames(page: Page, first: number, limit: number, out: NameGuess[]): void {
  for (let size = 3; size >= 1; size--) {
    const end = first + size
    if (end > limit || !isHanCode(page.text.charCodeAt(end - 1)) || !isHanCode(page.text.charCodeAt(first)))
      continue
    const next = page.wordEnd(end, Math.min(limit, end + 4))
    // 渡边守|成为|选手颁奖
    const cut = size === 2 && page.text[end] === '为'
    if (
      !(page.isBoundary(end) || cut) ||
      !(follows(page, end) || page.isStop(end, next)) ||
      page.bits(first, end) & (WORD.stop | WORD.leadIn)
    )
      continue
    // 上川阳子|说, 池田太|表示
    if (size === 3 && page.ownBits(end - 1, end) & (WORD.say | WORD.follow)) continue
    if (size === 3 && saysAt(page, end - 2)) continue
    // 铃木|汽车, but 河野|太郎
    if (page.bits(first, end) & WORD.noun && size > 1 && !'郎子美介夫彦'.includes(page.text[end - 1]))
      continue
    out.push({ end, score: size === 2 ? 40 : 32, foreign: true })
  }
}

/** 斯塔默, 内塔尼亚胡: a run of characters that transliterations use. */
function transliterated(page: Page, at: number, limit: number): NameGuess | null {
  const { text, lexicon } = page
  // 布达|暨宣誓典礼: a verb of the word list is no name.
  const word = page.wordEnd(at, limit)
  if (page.placeStart.has(at) || (word - at > 1 && page.isBoundary(at) && page.isStop(at, word))) return null
  let sum = 0
  let best: NameGuess | null = null
  const most = Math.min(limit, at + 8)
  for (let i = at; i < most; i++) {
    const odds = lexicon.foreign[text.charCodeAt(i)]
    // 赛|法兰克福站
    if (odds < -14 || (i > at && (page.placeStart.get(i) ?? 0) > i + 2)) break
    if (i > at && page.isBoundary(i)) {
      const end = page.wordEnd(i, Math.min(text.length, i + 4))
      if (end - i > 1 && page.bits(i, end) & (WORD.stop | WORD.noun | WORD.leadIn)) break
    }
    sum += odds
    const length = i + 1 - at
    if (length < 2) continue
    const mean = sum / length
    if (mean < (length === 2 ? 9 : 5)) continue
    const next = follows(page, i + 1)
    const clean = page.isBoundary(i + 1)
    let score = Math.min(30, sum * 0.6) + (next ? 12 : 0) + (clean ? 4 : -8) + (page.isBoundary(at) ? 4 : -8)
    if (page.bits(at, i + 1) & (WORD.stop | WORD.noun)) score -= 40
    if (page.placeEnd.get(i + 1)?.start === at) score -= 40
    if (!best || score >= best.score) best = { end: i + 1, score, foreign: true }
  }
  // 内塔尼亚|胡 within one word of the list: the word is the name.
  if (best && !page.isBoundary(best.end)) {
    const end = page.wordEnd(best.end, limit)
    if (
      end - best.end <= 2 &&
      page.wordStart(end, 0) <= at + 1 &&
      !(page.bits(at, end) & (WORD.stop | WORD.noun))
    )
      best = { end, score: best.score + 8 + (follows(page, end) ? 12 : 0), foreign: true }
  }
  return best
}

/** A name that the model read, without the 为 or adverb that begins what follows: 赵敏|为副班长, 程敬|已到任. */
export function looseEnd(page: Page, start: number, end: number): number {
  const last = page.text[end - 1]
  if (end - start < 3) return end
  // 王文|慰问退役军人, but 段立通|报道
  const two = saysAt(page, end - 1) && !page.isBoundary(end) && !saysAt(page, end)
  if (two || last === '的' || beginsDeed(page, end - 1) || goesOnBehind(page.text, end - 1)) return end - 1
  if (!page.isBoundary(end - 1)) return end
  if (last === '为' && (titleBegins(page, end) || page.placeStart.has(end))) return end - 1
  // 苏伟和|攻关小组, 柳萍既|当老板: a joiner or an adverb goes on with what follows.
  if (goesOn(page, end) || marksVerb(page, end)) return end - 1
  return getEdges().adverb.includes(last) && page.isStop(end, page.wordEnd(end, end + 4)) ? end - 1 : end
}

/** Where a name that the model read begins: not with 但, 对, 派 before three characters of a transliteration; 但|吕老. */
export function looseStart(page: Page, start: number, end: number): number {
  const { text, lexicon } = page
  if (end - start < 3 || !page.isBoundary(start + 1)) return start
  if (getEdges().conjunction.includes(text[start]))
    if (meanOdds(page, start + 1, end) >= 8 || lexicon.surnames[text.charCodeAt(start + 1)] > 0)
      return start + 1
  // 让|翁芳负责
  if (
    end - start === 3 &&
    '让把给将请'.includes(text[start]) &&
    lexicon.surnames[text.charCodeAt(start + 1)] > -8
  )
    return start + 1
  if (end - start < 4 || !getEdges().beforeForeign.includes(text[start])) return start
  for (let at = start + 1; at < end; at++)
    if (text[at] !== '·' && lexicon.foreign[text.charCodeAt(at)] < 4) return start
  return start + 1
}

/** How much likelier the characters of a stretch are in transliterations than elsewhere, on average. */
export function meanOdds({ text, lexicon }: Page, start: number, end: number): number {
  let sum = 0
  for (let i = start; i < end; i++) sum += Math.max(-20, lexicon.foreign[text.charCodeAt(i)])
  return sum / (end - start)
}

/** A name as it is called: 张 宏 without its space, Tom Brown with it. */
export function unspaced(name: string): string {
  if (!SPACE.test(name)) return name
  return name.replace(/\s+/g, (space, at: number) =>
    LATIN_SIDES.test(`${name[at - 1]}${name[at + space.length]}`) ? ' ' : '',
  )
}

const SPACE = /\s/
const LATIN_SIDES = /^[A-Za-z\u00c0-\u024f.’'][A-Za-z\u00c0-\u024f]$/
