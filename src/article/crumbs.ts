import { type Codes, codes, isSpace } from './chars.js'
import { Class, classes } from './classes.js'
import { lexicon } from './lexicon.js'
import { isMediaName } from './outlets.js'

export interface Crumbs {
  /** Without 首页, 当前位置 and 正文. */
  sections: string[]
  weight: number
}

const ARROWS = /\s*(?:-+>|>>?|＞+|»|›|→|⟩|&gt;|::|\\|➤|▶|▸|＼)\s*/u
/** One of these is in all of them: a look before the steps are cut apart. */
const ARROWED = /[>＞»›→⟩\\➤▶▸＼]|&gt;|::/u
const LOOSE = codes('/／-–—|｜·_丨')
const LABEL = /^(?:[^：:>＞»]{2,12})[：:]\s*/u

/** 学校首页 is a home as well, 资讯正文 the page itself. */
const kindOf = (item: string): string | undefined =>
  item.endsWith('首页') ? 'home' : item.endsWith('正文') || item.startsWith('正文 ') ? 'leaf' : undefined

function trimItems(items: string[]): { items: string[]; home: boolean; leaf: boolean } {
  const { crumbs } = lexicon()
  let home = false
  let leaf = false
  const kept = items.filter((item) => {
    const kind = crumbs.get(item) ?? (item.length <= 8 ? kindOf(item) : undefined)
    if (kind === 'home') home = true
    if (kind === 'leaf') leaf = true
    return kind === undefined
  })
  // 新浪网 > 新闻中心: the site’s own name is its home.
  const first = kept[0]?.endsWith('首页') ? kept[0].slice(0, -2) : (kept[0] ?? '')
  if (
    kept.length > (leaf ? 0 : 1) &&
    first.length > 2 &&
    (isMediaName(first, true) || first.endsWith('网'))
  ) {
    kept.shift()
    home = true
  }
  return { items: kept, home, leaf }
}

const arrowSteps = (line: string): string[] =>
  line
    .split(ARROWS)
    .map((item) => item.trim())
    .filter((item) => item !== '')

/** 首页/新闻 要闻: steps with any mark or blanks between. */
function looseSteps(line: string): string[] {
  const out: string[] = []
  let start = 0
  for (let i = 0; i <= line.length; i++) {
    const code = line.charCodeAt(i)
    if (i < line.length && !isSpace(code) && !LOOSE.has(code)) continue
    if (i > start) out.push(line.slice(start, i))
    start = i + 1
  }
  return out
}

/** 当前位置, 您现在所处的位置: the words before the steps, in whatever order a site puts them. */
function isLabel(word: string): boolean {
  return (
    lexicon().crumbs.get(word) === 'label' ||
    (word.endsWith('位置') && /^[您你的现在当前目所处]{1,9}位置$/u.test(word))
  )
}

const OPENING = codes('【[（(')
const CLOSING = codes('】]）)')

const isOutside = (code: number, brackets: Codes): boolean => brackets.has(code) || isSpace(code)

/** Without the brackets and blanks around it. */
function unboxed(line: string): string {
  let start = 0
  let end = line.length
  while (start < end && isOutside(line.charCodeAt(start), OPENING)) start++
  while (end > start && isOutside(line.charCodeAt(end - 1), CLOSING)) end--
  return line.slice(start, end)
}

/**
 * 首页 > 县区之窗 > 商州区; 您的位置：新闻中心 » 时政 » 正文; 首页/新闻/要闻. `sure`: the markup says that it
 * is one, so that spaces between the items will do.
 */
export function readCrumbs(raw: string, sure = false): Crumbs | null {
  if (raw.length > 140) return null
  const { ids, traits } = classes()
  // 首页 / 新闻中心？/ 集团要闻: a lost byte stands for the space between two steps.
  let bits = 0
  for (let i = 0; i < raw.length; i++) bits |= traits[ids[raw.charCodeAt(i)]]
  const whole = bits & Class.question ? raw.replace(/[?？](?=\s*[/>›»＞|｜])/gu, ' ') : raw
  let line = unboxed(whole)
  const label = bits & Class.colon ? LABEL.exec(line) : null
  const named = label !== null && isLabel(label[0].replace(/[：:\s]+$/u, ''))
  if (named) line = line.slice(label[0].length)
  else if (isLabel(/^\S*/u.exec(line)?.[0] ?? '')) line = line.replace(/^\S+\s*/u, '')
  if (line === '') return named ? { sections: [], weight: 5 } : null
  const arrowed = (bits & (Class.arrow | Class.colon)) !== 0 && ARROWED.test(line)
  // 秦岭晚报 2022-05-19 第6版
  if (!arrowed && !named && !sure && bits & Class.digit && /\d/.test(line)) return null
  const items = arrowed ? arrowSteps(line) : looseSteps(line)
  // 首页 > 资讯 > 荔枝为何便宜？: the last step may be the headline.
  const sentence = bits & Class.stop && (arrowed ? items.slice(0, -1).join() : line)
  if (sentence && /[。！？]/.test(sentence)) return null
  if (items.length > MOST_STEPS) return null
  const crumbs = crumbsOf(line, items, arrowed, named || sure)
  // 今日要闻 | 上一篇 | 下一篇 leads to other pages.
  const { markers, crumbs: known } = lexicon()
  const leads = (item: string) => !known.has(item) && markers.start.longest(item, 0) !== null
  return crumbs && !items.some(leads) ? crumbs : null
}

/** 今日读图今日读图: the last step, and glued to it the name of the column. */
function once(item: string): string {
  const half = item.slice(0, item.length / 2)
  return half.length > 1 && half + half === item ? half : item
}

const STEPPED = /^[^/／\-–—|｜_·丨\s]+(?:\s*[/／]\s*|\s+[-–—]+\s+|-)[^/／\-–—|｜_·丨\s]/u

const MOST_STEPS = 9
const LONGEST_STEP = 14
/** The last may be the headline. */
const LONGEST_LEAF = 60

function crumbsOf(line: string, items: string[], arrowed: boolean, sure: boolean): Crumbs | null {
  const read = trimItems(items)
  const leaf = read.items.length - 1
  if (read.items.some((item, i) => item.length > (i === leaf ? LONGEST_LEAF : LONGEST_STEP))) return null
  const sections = read.items.map(once).filter((item) => item.length <= LONGEST_STEP)
  if (sure) return { sections, weight: 8 }
  if (arrowed && items.length >= 2) return { sections, weight: read.home || read.leaf ? 8 : 5 }
  if (arrowed && read.home) return { sections, weight: 6 }
  // udn / 地方 / 高屏离岛, but not 老站改建完工 月台变身阅览室 | 生活 | 某网
  const marked = line.split(/\s[/／|｜]\s/u)
  if (marked.length >= 3 && marked.every((item) => item.length <= 8))
    return { sections: sections.filter((item) => /\p{Script=Han}/u.test(item)), weight: 5 }
  // 即时 | 社区: nothing but names of sections.
  const { sections: known } = lexicon()
  if (items.length === 2 && /[|｜丨]/u.test(line) && items.every((item) => known.has(item)))
    return { sections, weight: 5 }
  if (/\d/.test(line)) return null
  // 网站首页 - 新闻中心 - 部门动态: a menu parts its words by bars or blanks.
  const stepped = STEPPED.test(line) && items.length >= 3 && items.length <= 5
  if (stepped && lexicon().crumbs.get(items[0]) === 'home') return { sections, weight: 9 }
  const dashed = /[/／|｜_\-–—·丨]/.test(line)
  if (read.home && read.leaf && items.length >= 2) return { sections, weight: 7 }
  if (read.home && dashed && items.length >= 2 && items.length <= 5) return { sections, weight: 5 }
  return null
}
