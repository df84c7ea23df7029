import { isUnder, type PlaceForm } from './lexicon.js'
import { isHan, type Page, type PlaceHit } from './page.js'

/** Places of the tables: longest form at each character, checked against word ends. */
export function findListedPlaces(page: Page): void {
  for (const { span } of page.zones) {
    let last: PlaceHit | null = null
    for (let i = span.start; i < span.end; ) {
      const hit = acceptAt(page, i, span.end, last)
      if (!hit) {
        i++
        continue
      }
      page.places.push(hit)
      page.placeEnd.set(hit.end, hit)
      last = hit
      i = hit.end
    }
  }
}

function acceptAt(page: Page, at: number, limit: number, last: PlaceHit | null): PlaceHit | null {
  const found = page.lexicon.places.all(page.text, at)
  for (let k = found.length - 1; k >= 0; k--) {
    const { length, value: form } = found[k]
    const end = at + length
    if (end > limit) continue
    const rule = reasonFor(page, at, end, form, last)
    if (rule) return { start: at, end, form, rule }
  }
  return null
}

const AFTER_SHORT = /^(?:某|们|性|化|式|感|力量)/

function reasonFor(
  page: Page,
  start: number,
  end: number,
  form: PlaceForm,
  last: PlaceHit | null,
): string | null {
  const { text } = page
  const beside = last !== null && last.end === start && last.form.divisions.length > 0
  const child =
    beside &&
    form.divisions.some((d) => last.form.divisions.some((above) => d !== above && isUnder(d, above)))
  if (child) return 'place-under-parent'
  // 蒙古族, 海地 in 沿海地市: short names of countries need word ends, and no people after them.
  if (text[end] === '族') return null
  if (form.how === 'full') return 'place-full-name'
  if (form.how === 'stop') return null
  if (!page.isBoundary(start) && !beside) return null
  if (!page.isBoundary(end)) {
    // 商州区长 cut as 商州|区长 is fine; 和平原 is not.
    return null
  }
  if (
    end - start === 2 &&
    form.level === 'county' &&
    isHan(text[end]) &&
    AFTER_SHORT.test(text.slice(end, end + 2))
  )
    return null
  return 'place-short-name'
}

const UNIT_WORDS =
  /(?:高铁|城际铁路|石窟|街道|苏木|镇|乡|村|社区|经济技术开发区|高新技术产业开发区|经济开发区|开发区|高新区|新区|工业园区|产业园区|工业园|产业园|特区|都市圈|城市群|水库|国际机场|机场|长江大桥|黄河大桥|特大桥|大桥|隧道|火车站|高铁站|铁路|高速公路|高速|国道|省道|公路|大道|路|街|大街|山|河|湖|岛|湾|江|溪|港|博物馆|博物院|体育馆|体育场|体育中心|图书馆|美术馆|纪念馆|风景区|景区|公园|古镇|古城|遗址|寺|流域|广场|码头|口岸)/y

const LEVEL_OF: Record<string, PlaceForm['level']> = {
  街道: 'township',
  苏木: 'township',
  镇: 'township',
  乡: 'township',
  村: 'village',
  社区: 'village',
}

function levelOf(unit: string): PlaceForm['level'] {
  const level = LEVEL_OF[unit]
  if (level) return level
  if (/区$|园$|圈$|群$/.test(unit) && !/景区|公园/.test(unit)) return 'region'
  if (/铁|高速|道$|公路|路|街$/.test(unit)) return 'road'
  if (/^[山河湖岛湾江溪]$|流域/.test(unit)) return 'natural'
  return 'facility'
}

/** Units that need a place beside them or a word of place before them: 在赛山村, 光山县凉亭乡. */
const WEAK =
  /^(?:[山河湖岛湾江溪港寺路街村乡镇]|社区|古城|古镇|景区|公园|广场|机场|高速|大道|街道|新区|景区|口岸|码头)$/
const BEFORE =
  /(?:在|到|往|从|自|赴|走进|来到|抵达|位于|经|沿|于|至|是|、|，|。|：|“|（|对|为|将|把|由|与|和|连接)$/
/** Characters that never stand in the name before a unit. */
const NO_NAME =
  /^[年月日号]|[的了在是和与及或从到这那各该每某全本我他她你们有个条座两一二三四五六七八九十几多新老大小旧]/

/** Towns, villages, roads, zones, buildings by grammar: a name of one to four characters before a unit word. */
export function findPlacesByGrammar(page: Page): void {
  const { text } = page
  const added: PlaceHit[] = []
  const taken = new Set<string>()
  for (const { span } of page.zones) {
    for (let i = span.start + 1; i < span.end; i++) {
      UNIT_WORDS.lastIndex = i
      const m = UNIT_WORDS.exec(text)
      if (!m) continue
      const end = i + m[0].length
      if (end > span.end) continue
      const hit = placeBefore(page, i, end, m[0], span.start, taken)
      if (hit) {
        added.push(hit)
        if (!page.placeEnd.has(hit.end)) page.placeEnd.set(hit.end, hit)
        taken.add(text.slice(hit.start, hit.end))
        i = end - 1
      }
    }
  }
  merge(page, added)
}

function placeBefore(
  page: Page,
  unitAt: number,
  end: number,
  unit: string,
  floor: number,
  taken: ReadonlySet<string>,
): PlaceHit | null {
  const { text, lexicon } = page
  const weak = WEAK.test(unit)
  const level = levelOf(unit)
  if (!page.isBoundary(end) && !/^(?:党|政府|人民政府|人大|[镇乡村]长)/.test(text.slice(end, end + 4)))
    return null
  let start = unitAt
  let words = 0
  let unknown = false
  while (start > floor && unitAt - start < 6) {
    const place = page.placeEnd.get(start)
    if (place && place.start >= floor) {
      // 鄂州花湖机场: the place belongs to the name of a facility, and stands beside the name of a town.
      if (start === unitAt) {
        if (place.form.how === 'full' && place.form.divisions.length > 0 && weak) return null
        start = place.start
        unknown = true
      } else if (place.form.divisions.length > 0 && /^(?:facility|road|region)$/.test(level))
        start = place.start
      // 宁波舟山港, 泉州晋江国际机场: short names go on; 湖北省 before 燕矶长江大桥 stands by itself.
      const before = start === place.start ? page.placeEnd.get(start) : undefined
      if (before && before.start >= floor && before.form.how === 'short' && before.end - before.start === 2)
        start = before.start
      if (
        start === place.start &&
        place.form.how === 'full' &&
        /[省市县区]$/.test(place.form.name) &&
        words > 0
      )
        start = place.end
      if (level === 'facility' && place.form.how !== 'full' && start === place.start && words === 0 && weak)
        return null
      return unitAt > start && (unknown || words > 0)
        ? make(text, start, end, level, 'place-unit-after-place')
        : null
    }
    const from = page.wordStart(start, floor)
    const word = text.slice(from, start)
    if (!isHan(word[0]) || lexicon.stops.has(word)) break
    if (!lexicon.nouns.has(word)) unknown = true
    start = from
    words++
  }
  if (words === 0 || start === unitAt) return null
  const name = text.slice(start, unitAt)
  if (lexicon.nouns.has(text.slice(start, end))) return null
  if (taken.has(text.slice(start, end))) return make(text, start, end, level, 'place-seen-before')
  if (!unknown || name.length > 5 || NO_NAME.test(name)) return null
  if (
    weak &&
    (name.length > 3 || !(start === floor || BEFORE.test(text.slice(Math.max(floor, start - 2), start))))
  )
    return null
  return make(text, start, end, level, 'place-unit')
}

function make(text: string, start: number, end: number, level: PlaceForm['level'], rule: string): PlaceHit {
  const name = text.slice(start, end)
  return { start, end, form: { level, name, divisions: [], how: 'full' }, rule }
}

function merge(page: Page, added: readonly PlaceHit[]): void {
  if (added.length === 0) return
  const all = [...page.places, ...added].sort((a, b) => a.start - b.start || b.end - a.end)
  const out: PlaceHit[] = []
  for (const hit of all) {
    const last = out.at(-1)
    if (last && hit.start < last.end) {
      if (hit.start === last.start || hit.end <= last.end) continue
      out.pop()
    }
    out.push(hit)
  }
  page.places = out
  page.placeEnd.clear()
  for (const hit of out) page.placeEnd.set(hit.end, hit)
}
