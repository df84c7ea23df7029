import { withoutPeoples } from './peoples.js'

/** A province, prefecture or county. Taiwan's and Hong Kong's parts have keys of their own and no public code. */
export interface Division {
  key: string
  name: string
  short: string
  level: 'province' | 'prefecture' | 'county' | 'township'
  parent: Division | null
}

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

/** Provinces, prefectures and counties by their keys, of rows in the order of these; each is read when it is asked for. */
export class Divisions {
  readonly #rows: string
  readonly #read = new Map<string, Division | undefined>()

  constructor(rows: string) {
    this.#rows = rows
  }

  get(key: string): Division | undefined {
    let division = this.#read.get(key)
    if (division === undefined && !this.#read.has(key)) {
      const name = this.#nameOf(key)
      if (name !== undefined) division = this.#divisionOf(key, name)
      this.#read.set(key, division)
    }
    return division
  }

  /** All of them, in the order of their keys. */
  all(): Division[] {
    return this.#rows.split('\n').flatMap((row) => this.get(row.slice(0, row.indexOf('\t'))) ?? [])
  }

  #nameOf(key: string): string | undefined {
    const rows = this.#rows
    let lo = 0
    let hi = rows.length
    while (lo < hi) {
      const start = rows.lastIndexOf('\n', ((lo + hi) >>> 1) - 1) + 1
      const tab = rows.indexOf('\t', start)
      const found = rows.slice(start, tab)
      const end = rows.indexOf('\n', tab)
      if (found === key) return rows.slice(tab + 1, end < 0 ? rows.length : end)
      if (found > key) hi = start
      else lo = end < 0 ? hi : end + 1
    }
    return undefined
  }

  #divisionOf(key: string, name: string): Division | undefined {
    const level = levelOf(key)
    // The four municipalities and directly governed counties have no prefecture between.
    const province = key.slice(0, 2)
    const direct = key.startsWith('90', 2)
    const city = MUNICIPALITIES.includes(province)
    if (level === 'prefecture' && (city || direct)) return undefined
    const prefecture =
      level === 'county' && !city && province !== MACAU && !direct ? this.get(`${key.slice(0, 4)}00`) : null
    const parent = level === 'province' ? null : (prefecture ?? this.get(`${province}0000`) ?? null)
    const town = name.endsWith('镇') || name.endsWith('乡') || name.endsWith('街道')
    return { key, name, short: shortOf(name), level: town ? 'township' : level, parent }
  }
}
