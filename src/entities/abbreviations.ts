import type { PlaceForm } from './lexicon.js'
import type { Page, PlaceHit } from './page.js'

/** Longest run of abbreviations: 沪苏浙皖赣鄂湘川渝 … of a river's provinces. */
const LONGEST = 12

/** After two provinces or more: 陕甘|两省, 晋陕|交界, 闽宁|协作. */
const AFTER_PROVINCES =
  /^(?:[两三四五六七八九十](?:省|地|市|区(?!别))|一市[两三四五]省|[两三四五]省[一两]市|交界|边界|省界|省际|边境|毗邻|接壤|协作|联手|携手|联动|协同|帮扶|结对|对口|合作)/
/** After two countries or more. */
const AFTER_COUNTRIES =
  /^(?:[两三四五]国|关系|双边|元首|首脑|贸易|经贸|外长|防长|总理|领导人|边境|边界|建交|邦交|合作|联合声明|双方|友好|友谊|战略|对话|磋商|会谈|峰会|谈判|人文|交流|战争)/
/** Characters of given names and of other words. */
const NAMES_TOO = '吉黑桂贵云青宁新台港澳秦陇'
/** Where two countries stand side by side, one of them is of these. */
const POWERS = '中美俄日英法德韩朝印欧'
/** Of these a run means countries only before 两国: 中西, 中南, 中文 are words. */
const WORDS_TOO = '南西文老古保白比'

/**
 * Provinces and countries of one character where the context is sure: 陕甘两省, 沪苏浙皖, 中美关系, 中俄、中韩贸易.
 * A run that the tables list whole (京津冀, 川渝) or that is in a longer name (京沪高铁) stays as it is.
 */
export function findAbbreviations(page: Page): PlaceHit[] {
  const found: PlaceHit[] = []
  const { text, lexicon } = page
  for (const { span } of page.zones) {
    for (let i = span.start; i < span.end - 1; i++) {
      if (!page.isBoundary(i)) continue
      const goal = goalAt(page, i, span.end)
      if (goal) found.push({ start: i + 1, end: i + 2, form: goal, rule: 'place-abbreviation' })
      const run = provincesAt(page, i, span.end) || countriesAt(page, i, span.end)
      if (run === 0) continue
      const forms = run < 0 ? lexicon.shortCountries : lexicon.shortProvinces
      for (let k = i; k < i + Math.abs(run); k++) {
        const form = forms.get(text[k])
        if (form) found.push({ start: k, end: k + 1, form, rule: 'place-abbreviation' })
      }
      i += Math.abs(run) - 1
    }
  }
  return found
}

/** 赴京, 援鄂, 来陕; of these characters nothing else is meant after such a verb. */
const GOALS = '京津冀晋沪浙皖闽赣鲁豫鄂湘粤琼渝川黔滇藏陕'
const GOES = '抵离进赴返援驻入来'
const VISITS = '访赴驻旅'
const VISITED = '美俄日英法德韩'

/** The province or country that a verb of one character leads to; undefined for none. */
function goalAt(page: Page, at: number, limit: number): PlaceForm | undefined {
  const { text, lexicon } = page
  if (at + 2 > limit || !page.isBoundary(at + 2)) return undefined
  const goal = text[at + 1]
  if (GOES.includes(text[at]) && GOALS.includes(goal)) return lexicon.shortProvinces.get(goal)
  if ('访来驻'.includes(text[at]) && goal === '华') return lexicon.shortCountries.get('中')
  return VISITS.includes(text[at]) && VISITED.includes(goal) ? lexicon.shortCountries.get(goal) : undefined
}

function runOf(text: string, at: number, limit: number, forms: ReadonlyMap<string, PlaceForm>): number {
  let end = at
  while (
    end < limit &&
    end - at < LONGEST &&
    forms.has(text[end]) &&
    !text.slice(at, end).includes(text[end])
  )
    end++
  return end - at
}

function provincesAt(page: Page, at: number, limit: number): number {
  const { text, lexicon } = page
  const length = runOf(text, at, limit, lexicon.shortProvinces)
  if (length < 2) return 0
  const end = at + length
  const last = endOfList(text, end, limit, lexicon.shortProvinces)
  if (AFTER_PROVINCES.test(text.slice(last, last + 4))) return length
  // 滇川藏|旅游环线, but 秦青云 is somebody.
  const sure = length > 3 || (length === 3 && [...text.slice(at, end)].every((ch) => !NAMES_TOO.includes(ch)))
  return sure && page.isBoundary(end) ? length : 0
}

/** Negative: the length of a run of countries. */
function countriesAt(page: Page, at: number, limit: number): number {
  const { text, lexicon } = page
  const length = runOf(text, at, limit, lexicon.shortCountries)
  const run = [...text.slice(at, at + length)]
  if (length < 2 || !run.some((ch) => POWERS.includes(ch))) return 0
  const end = endOfList(text, at + length, limit, lexicon.shortCountries)
  const after = AFTER_COUNTRIES.exec(text.slice(end, end + 4))
  if (!after) return 0
  return after[0].endsWith('国') || !run.some((ch) => WORDS_TOO.includes(ch)) ? -length : 0
}

/** 中俄|、中日、中韩: where a list of runs ends. */
function endOfList(text: string, from: number, limit: number, forms: ReadonlyMap<string, PlaceForm>): number {
  let end = from
  while (text[end] === '、' && end - from < 3 * LONGEST) {
    const next = runOf(text, end + 1, limit, forms)
    if (next < 2) break
    end += 1 + next
  }
  return end
}
