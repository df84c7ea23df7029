import { areaList } from '@vant/area-data'

const { province_list, city_list, county_list } = areaList as Record<string, Record<string, string>>
const all: [string, string][] = [
  ...Object.entries(province_list!),
  ...Object.entries(city_list!),
  ...Object.entries(county_list!),
]
const nameOf = new Map(all)

/** The name that GB/T 2260 gives to a code, or null. A municipality's 市辖区 row is not a name of a place. */
export const divisionName = (code: string): string | null => nameOf.get(code) ?? null

/** The one code of a full division name; throws where none or several have it, so that the writer decides. */
export function divisionCode(name: string): string {
  const codes = all.filter(([, each]) => each === name).map(([code]) => code)
  // 北京市 is listed as a province and as its own prefecture row: the province row is meant.
  const province = codes.find((code) => code.endsWith('0000'))
  if (province) return province
  if (codes.length !== 1) throw new Error(`${name}: ${codes.length} codes ${codes.join(' ')}`)
  return codes[0]!
}

export const divisionLevel = (code: string): string =>
  code.endsWith('0000') ? 'province' : code.endsWith('00') ? 'prefecture' : 'county'
