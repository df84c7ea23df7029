import {
  cities,
  countries,
  divisionAliases,
  divisions,
  isoCountries,
  regions,
  shortStops,
} from '../generated/entities.js'
import type { Division, PlaceForm } from './lexicon.js'
import { rows } from './packed.js'
import { withoutPeoples } from './peoples.js'
import type { PlaceLevel } from './types.js'

const SHORT =
  /^(.{2,}?)(?:特别行政区|[^省市县区]{0,12}族自治[州县旗]|自治[区州县旗]|地区|林区|特区|矿区|[省市县区州盟旗镇乡])$/
function levelOf(key: string): Division['level'] {
  return key.endsWith('0000') ? 'province' : key.endsWith('00') ? 'prefecture' : 'county'
}

/** Whether a name is a short one and one character more: 商州区, but no 自治县, no 林区. */
function isPlain(name: string): boolean {
  const { length } = name
  return (
    length === 3 &&
    '省市县区州盟旗镇乡'.includes(name[2]) &&
    !(name[2] === '区' && '地林特矿'.includes(name[1]))
  )
}

function shortOf(name: string): string {
  if (isPlain(name)) return name.slice(0, 2)
  const autonomous = /^(.{2,})自治[州县旗]$/.exec(name)?.[1]
  if (autonomous) {
    const bare = withoutPeoples(autonomous)
    // 鄂温克族自治旗 is called after its people alone.
    return bare.length >= 2 ? bare : autonomous.replace(/族$/, '')
  }
  const m = SHORT.exec(name)
  if (!m) return name
  const bare = withoutPeoples(m[1])
  return bare.length >= 2 ? bare : m[1]
}

const MUNICIPALITIES = ['11', '12', '31', '50']
const MACAU = '82'

/** Provinces, prefectures and counties by their keys. */
export function buildDivisions(): Map<string, Division> {
  const byKey = new Map<string, Division>()
  for (const [key, name] of rows(divisions)) {
    const level = levelOf(key)
    const above = key.slice(0, 4)
    // The four municipalities and directly governed counties have no prefecture between.
    const province = key.slice(0, 2)
    const direct = key.startsWith('90', 2)
    const city = MUNICIPALITIES.includes(province)
    const prefecture =
      level === 'county' && !city && province !== MACAU && !direct ? byKey.get(`${above}00`) : null
    const parent = level === 'province' ? null : (prefecture ?? byKey.get(`${province}0000`) ?? null)
    if (level === 'prefecture' && (city || direct)) continue
    const town = name.endsWith('镇') || name.endsWith('乡') || name.endsWith('街道')
    byKey.set(key, { key, name, short: shortOf(name), level: town ? 'township' : level, parent })
  }
  return byKey
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

function addForm(
  forms: Map<string, PlaceForm>,
  form: string,
  division: Division,
  how: PlaceForm['how'],
): void {
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

/** Places under all their forms. */
export function buildPlaces(byKey: Map<string, Division>): Map<string, PlaceForm> {
  const forms = new Map<string, PlaceForm>()
  const stops = new Set(shortStops.split(' '))
  for (const division of byKey.values()) {
    const { name } = division
    const vague = name.length === 2 && name[1] === '区' && '东西南北中城郊矿'.includes(name[0])
    addForm(forms, name, division, vague ? 'stop' : name.length > 2 ? 'full' : 'short')
  }
  for (const division of byKey.values())
    if (division.short !== division.name && division.short.length > 1)
      if (division.level !== 'township' || division.key.startsWith('71'))
        addForm(forms, division.short, division, stops.has(division.short) ? 'stop' : 'short')
  // 湘西自治州, 前郭自治县
  for (const division of byKey.values()) {
    const unit = division.name.includes('族自治') ? /族(自治[州县旗])$/.exec(division.name)?.[1] : undefined
    if (unit) addForm(forms, division.short + unit, division, 'full')
  }
  for (const [alias, key] of rows(divisionAliases)) {
    const division = byKey.get(key)
    if (division) addForm(forms, alias, division, alias.length > 2 ? 'full' : 'short')
  }
  // 三峡: the gorges before a district of New Taipei.
  // 泰山: the mountain before a district that is hardly ever called by two characters.
  for (const [name, , use] of rows(regions))
    if (use === 'wins' || forms.get(name)?.divisions.every(({ key }) => key.startsWith('71')))
      forms.delete(name)
  const other = (name: string, level: PlaceLevel, form = name) => {
    const how = form.length > 3 || (level === 'country' && form.length > 2) ? 'full' : 'short'
    if (form !== '' && !forms.has(form)) forms.set(form, { level, name, divisions: [], how })
  }
  for (const [name, level] of rows(regions)) {
    const division = forms.get(name)
    if (division && division.how !== 'full' && isSight(name, level)) division.sight = level
    other(name, level as PlaceLevel)
  }
  for (const [name, capital, , aliases] of rows(countries)) {
    other(name, 'country')
    for (const form of ['共和国', '王国', '联邦']) other(name, 'country', name + form)
    other(capital ?? '', 'foreign')
    for (const alias of (aliases ?? '').split(';')) other(name, 'country', alias)
  }
  for (const [, name] of rows(isoCountries)) other(name, name.length > 2 ? 'country' : 'foreign')
  for (const [name] of rows(cities)) other(name, 'foreign')
  return forms
}
