import type { Division, Divisions } from '../src/entities/divisions.js'
import type { PlaceLevel } from '../src/entities/types.js'

/** What a name stands for: divisions, or else a place of a level and a name. */
interface Form {
  level: PlaceLevel
  name: string
  divisions: Division[]
  how: 'full' | 'short' | 'stop'
  sight?: PlaceLevel
}

/** Tables of dict/, as rows of cells. */
export interface PlaceTables {
  divisions: Divisions
  aliases: readonly string[][]
  /** Short names of divisions that are common words too. */
  stops: ReadonlySet<string>
  regions: readonly string[][]
  countries: readonly string[][]
  isoCountries: readonly string[][]
  cities: readonly string[][]
}

/** 中坜区 before 中坜市, 头份市 before 头份镇: of a unit under a city or county and what it was, the table has the one of today first. */
function succeeds(now: Division, then: Division): boolean {
  return (
    then.key.startsWith('71') &&
    then.level !== 'prefecture' &&
    now.parent === then.parent &&
    now.short === then.short
  )
}

function addForm(forms: Map<string, Form>, form: string, division: Division, how: Form['how']): void {
  const old = forms.get(form)
  if (!old) {
    const level = division.level
    forms.set(form, { level, name: division.name, divisions: [division], how })
  } else if (how !== 'full' && old.divisions.some((other) => succeeds(other, division))) {
    return
  } else if (!old.divisions.includes(division)) {
    old.divisions.push(division)
    if (how === 'full' && old.how === 'short') old.how = 'full'
  }
}

/** 武夷山, 洪湖, but no 平遥: what is called by its kind, and where people live besides. */
const isSight = (name: string, level: string): level is 'natural' =>
  level === 'natural' && /[山湖江河溪沟堰海]$/.test(name)

/** Places under all their forms, and what is packed of each; `readPlace` in src/entities/lexicon.ts reads it. */
export function placeForms(tables: PlaceTables): [form: string, cells: string][] {
  return Array.from(buildForms(tables), ([form, place]) => [form, packedForm(form, place)])
}

const SIGN = { full: 'f', short: 's', stop: 'c' } as const

/** Of divisions how they are told, their keys and * for a sight; of another place its level and its name, if that is another. */
function packedForm(form: string, { level, name, divisions, how, sight }: Form): string {
  if (divisions.length === 0) return name === form ? level : `${level}\t${name}`
  return `${SIGN[how]}${divisions.map(({ key }) => key).join(' ')}${sight ? '*' : ''}`
}

function buildForms(tables: PlaceTables): Map<string, Form> {
  const { stops } = tables
  const forms = new Map<string, Form>()
  const divisions = tables.divisions.all()
  for (const division of divisions) {
    const { name } = division
    const vague = name.length === 2 && name[1] === '区' && '东西南北中城郊矿'.includes(name[0])
    addForm(forms, name, division, vague ? 'stop' : name.length > 2 ? 'full' : 'short')
  }
  for (const division of divisions)
    if (division.short !== division.name && division.short.length > 1)
      if (division.level !== 'township' || division.key.startsWith('71'))
        addForm(forms, division.short, division, stops.has(division.short) ? 'stop' : 'short')
  // 湘西自治州, 前郭自治县
  for (const division of divisions) {
    const unit = division.name.includes('族自治') ? /族(自治[州县旗])$/.exec(division.name)?.[1] : undefined
    if (unit) addForm(forms, division.short + unit, division, 'full')
  }
  for (const [alias, key] of tables.aliases) {
    const division = tables.divisions.get(key)
    if (division) addForm(forms, alias, division, alias.length > 2 ? 'full' : 'short')
  }
  // 三峡: the gorges before a district of New Taipei.
  // 泰山: the mountain before a district that is hardly ever called by two characters.
  for (const [name, , use] of tables.regions)
    if (use === 'wins' || forms.get(name)?.divisions.every(({ key }) => key.startsWith('71')))
      forms.delete(name)
  const other = (name: string, level: PlaceLevel, form = name) => {
    if (form !== '' && !forms.has(form)) forms.set(form, { level, name, divisions: [], how: 'full' })
  }
  for (const [name, level] of tables.regions) {
    const division = forms.get(name)
    if (division && division.how !== 'full' && isSight(name, level)) division.sight = level
    other(name, level as PlaceLevel)
  }
  for (const [name, capital, , aliases] of tables.countries) {
    other(name, 'country')
    for (const form of ['共和国', '王国', '联邦']) other(name, 'country', name + form)
    other(capital ?? '', 'foreign')
    for (const alias of (aliases ?? '').split(';')) other(name, 'country', alias)
  }
  for (const [, name] of tables.isoCountries) other(name, name.length > 2 ? 'country' : 'foreign')
  for (const [name] of tables.cities) other(name, 'foreign')
  return forms
}
