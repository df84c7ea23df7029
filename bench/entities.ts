// npm run bench:entities: F1 by exact span on the sets of ../shared/data/ner that map onto our kinds, how often
// entities of each confidence are right, and speed. Nothing of these sets is in the project.
//
// Where their conventions differ from the record's, the record is mapped onto theirs, never the other way round:
//
// MSRA
//   - of 王大娘, 李先生, 梁某, 老薛, 陈科长 the surname alone is the name;
//   - of 尤伯杯, 鲁迅文学奖, 马克思主义 the person is marked; the record has none there: those that its tables know;
//   - no government is an organisation: of 中国政府, 庐江县泥河镇政府 the places are marked, each; of 县政府, 中央政府
//     nothing;
//   - of a building or a lake named behind the city or country that it is in both are marked, 香港 and 伊丽莎白体育馆,
//     武汉 and 东湖, but not where a common word is left, 北京音乐厅; of 陕北, 鄂西北, 京郊 the character alone; of
//     黄河流域, 上海市区, 商洛地区, 华北大平原, 神州大地 what stands before; of 港澳, 欧美 each character. The record has
//     one place each;
//   - museums, libraries (北图 too), theatres, observatories, stations, military regions and shops are places, hotels
//     organisations;
//   - PER, LOC, ORG never nest: so do our places, bodies and persons, outside posts. Of 北京市文化局 in a post the record
//     has the bureau and the city, MSRA the bureau alone;
//   - names in titles of works are marked, 《桂林山水》; the record leaves them out: each title is read as a text;
//   - a paper in title marks with its country before it is one name: 英国《金融时报》.
// Both
//   - places that touch a body belong to its name: 美国克莱斯勒公司, 蒙古国财政部. The record has the place alone.
// CLUENER
//   - 李先生, 张某, 陈科长 are no names;
//   - names are marked with their quotes and Latin forms in brackets: not mapped, a loss;
//   - a position (read with the model in both runs) is a title or an occupation, with somebody who holds it or not: what the room finds as titles,
//     without words for kin, crowds and manners (KIN below);
//   - address and scene are not compared: an address is one span there, several places here.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findTitles } from '../src/entities/find.js'
import { getLexicon } from '../src/entities/lexicon.js'
import { createAnalyzer, type Entity, type Mention, type Span } from '../src/index.js'

interface Row {
  text: string
  entities: { start: number; end: number; label: string }[]
}

interface Found {
  start: number
  end: number
  confidence: number
}

type Extract = (text: string) => Entity[]
type Reader = (text: string, entities: readonly Entity[]) => Found[]

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = [`${root}../shared/data/ner`, `${root}../../shared/data/ner`].find(existsSync)

const rowsOf = (table: string): string[][] =>
  readFileSync(`${root}dict/${table}`, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'))

const HONORIFIC =
  /^(?:[老小阿](\p{Script=Han})|(\p{Script=Han})(?:某.{0,2}|先生|女士|小姐|老师|师傅|大[妈爷娘姐哥叔婶]|阿姨|叔叔|奶奶|爷爷|老[汉师]?|总|氏))$/u

/** Called 客户, 网友, 先生, one holds no position. */
const KIN = new Set(
  '先生 女士 小姐 同志 客户 用户 顾客 乘客 旅客 游客 消费者 网友 市民 居民 村民 业主 观众 读者 听众 球迷 影迷 歌迷 粉丝 朋友 好友 同学 校友 队友 战友 同事 邻居 老乡 乡亲 群众 青年 少年 儿童 男子 女子 男孩 女孩 姑娘 小伙 小伙子 老人 老汉 大爷 大妈 大叔 大娘 大姐 大哥 阿姨 奶奶 爷爷 父亲 母亲 妻子 丈夫 儿子 女儿 孙子 孙女 女婿 儿媳 夫妇 家长 家属 亲属 英雄 冠军 模范 得主 获得者 被告 原告 被告人 申请人 上诉人 嫌疑人 犯罪嫌疑人 当事人 受害人 被害人 目击者 死者 伤者 遇难者 幸存者 患者 病人 股民 制作 代表 成员 会员 员工'.split(
    ' ',
  ),
)

const asFound = (mention: Mention, { confidence }: Entity): Found => ({ ...mention.span, confidence })

const of =
  (...kinds: Entity['kind'][]): Reader =>
  (_text, entities) =>
    entities.filter(({ kind }) => kinds.includes(kind)).flatMap((e) => e.mentions.map((m) => asFound(m, e)))

/** Where the name of a body begins there, by where it begins here: the places that touch it, one after another, are of it. */
function touching(text: string, entities: readonly Entity[]): Map<number, number> {
  const places = new Map<number, number>()
  for (const { kind, mentions } of entities)
    if (kind === 'place') for (const { span } of mentions) places.set(span.end, span.start)
  const starts = new Map<number, number>()
  for (const { kind, mentions } of entities)
    if (kind === 'company' || kind === 'organization')
      for (const { span } of mentions) {
        let start = isTitled(text, span) ? span.start - 1 : span.start
        for (let to = places.get(start); to !== undefined; to = places.get(start)) start = to
        if (places.has(span.start) || places.has(span.start - 1)) starts.set(span.start, start)
      }
  return starts
}

/** 《金融时报》 */
const isTitled = (text: string, { start, end }: Span): boolean =>
  text[start - 1] === '《' && text[end] === '》'

const bodies =
  (...kinds: Entity['kind'][]): Reader =>
  (text, entities) => {
    const starts = touching(text, entities)
    return of(...kinds)(text, entities).map((found) => {
      const start = starts.get(found.start)
      if (start === undefined) return found
      return { ...found, start, end: isTitled(text, found) ? found.end + 1 : found.end }
    })
  }

const GOVERNMENT = /(?:人民)?政府$/
/** 县政府, 中央政府: of no place by its name. */
const LEVEL = /^(?:[省市县区州镇乡]|中央|联邦|地方)$/

/** What is called after a person. */
const NAMESAKE = /^(?:主义|思想|理论|[^，。、的]{0,3}[杯奖])/u

/** 尤伯 of 尤伯杯, 鲁迅 of 鲁迅文学奖: persons of the tables, whom the record leaves out of the names of other things. */
function namesakes(text: string): Found[] {
  const { persons } = getLexicon()
  return [...text].flatMap((_, start) => {
    const end = start + (persons.longest(text, start)?.length ?? text.length)
    return NAMESAKE.test(text.slice(end, end + 4)) ? [{ start, end, confidence: 0.9 }] : []
  })
}

/** 陈科长, 汪教授: known by a surname alone. */
const isCalled = ({ rules }: Entity): boolean => rules.every((rule) => rule === 'person-called')

const surnames: Reader = (text, entities) => [
  ...entities.flatMap((e) =>
    e.kind !== 'person'
      ? []
      : e.mentions.map((m) => {
          const found = asFound(m, e)
          const alone = HONORIFIC.exec(m.text)
          if (!alone && !(isCalled(e) && m.text === e.name)) return found
          const start = alone?.[1] ? found.start + 1 : found.start
          return { ...found, start, end: start + 1 }
        }),
  ),
  ...namesakes(text),
]

/** 陕 of 陕北, 鄂西北, 京郊: an area by one character and where in it. */
const SHORT_AREA = /^[京津沪渝陕皖辽湘豫鄂苏赣闽粤桂川滇黔冀晋鲁浙甘陇吉黑蒙藏疆](?:[东西南北中]{1,2}|郊)$/u
/** 港澳台, 欧美: several places under one character each. */
const SEVERAL = /^(?:港澳台?|港台|欧美|亚非拉?|京津冀?|云贵川?|闽粤|江浙|苏浙|川渝|亚欧|欧亚)$/u
/** What follows a name and is none of it there. */
const AREA =
  /(?:流域|市区|地区|大陆|城区|古城|大地|河山|遗址|大本营|经济区|大平原|大沙漠|大草原|大峡谷|[东西南北]郊)$/u
const BUILDING = /.{2}(?:[馆院厅楼厦场宫寺庙塔店村区园站]|大厦|中心|酒店|宾馆)$|^.+[湖山江河海]$/u

/** Bodies that are places there, and places that are bodies. */
const HOUSE = /(?:[书物学术念览艺技]馆|军区|书店|商场|车站|天文台|剧场|音乐厅|[北国上南]图)$/u
const HOTEL = /(?:宾馆|饭店|酒店|酒家)$/u

/** Countries, provinces and cities: their names in two to four characters. */
const owners = new Set(
  [
    ...getLexicon()
      .byKey.all()
      .filter(({ level }) => level === 'province' || level === 'prefecture')
      .flatMap(({ name, short }) => [name, short]),
    ...rowsOf('countries/countries.tsv').flatMap(([name, , , aliases]) => [
      name,
      ...(aliases ?? '').split(';'),
    ]),
  ].filter(({ length }) => length > 1 && length < 5),
)

const kinds = getLexicon().units

/** What MSRA marks of a name that begins with the country or city that it is in: both, 北京音乐厅 whole. */
function split(name: string): number[] {
  const owner = [4, 3, 2].find((length) => owners.has(name.slice(0, length))) ?? name.length
  const rest = name.slice(owner)
  return BUILDING.test(rest) && !kinds.has(rest) ? [owner, name.length] : [name.length]
}

/** 安徽省庐江县泥河镇: where each part of a chain ends. */
const chain = (name: string): number[] =>
  [...name.matchAll(/.{2,}?(?:[省市县区州镇乡村]|街道)(?![区郊])|.+$/gu)].map((m) => m.index + m[0].length)

function cutAt(found: Found, ends: readonly number[]): Found[] {
  return ends.map((end, i) => ({
    ...found,
    start: found.start + (i > 0 ? ends[i - 1] : 0),
    end: found.start + end,
  }))
}

/** What MSRA marks of our places: none that is of a body's name. */
const places: Reader = (text, entities) => {
  const bodies = entities.flatMap(({ kind, mentions }) =>
    kind === 'company' || kind === 'organization' ? mentions.map(({ span }) => span) : [],
  )
  const starts = touching(text, entities)
  const spans = bodies.map(({ start, end }) => ({ start: starts.get(start) ?? start, end }))
  return entities.flatMap((e) =>
    e.kind !== 'place'
      ? []
      : e.mentions.flatMap((m) => {
          const found = asFound(m, e)
          if (spans.some(({ start, end }) => start <= found.start && found.end <= end)) return []
          const name = text.slice(found.start, found.end)
          if (SEVERAL.test(name))
            return cutAt(
              found,
              [...name].map((_, i) => i + 1),
            )
          if (e.level === 'region' && SHORT_AREA.test(name)) return cutAt(found, [1])
          const rest = AREA.exec(name)
          if (rest && rest.index > 1) return cutAt(found, split(name.slice(0, rest.index)))
          if (e.level !== 'facility' && e.level !== 'natural' && e.level !== 'other') return [found]
          return cutAt(found, split(name))
        }),
  )
}

/** What MSRA marks of a body of ours as a place. */
const houses: Reader = (text, entities) =>
  bodies('organization', 'company')(text, entities).flatMap((found) => {
    const name = text.slice(found.start, found.end)
    if (HOUSE.test(name)) return [found]
    const place = name.replace(GOVERNMENT, '')
    if (place === name || LEVEL.test(place)) return []
    return cutAt(found, chain(place))
  })

const maps: Record<string, Record<string, Reader>> = {
  msra: {
    PER: surnames,
    LOC: (text, entities) => [
      ...places(text, entities).filter(({ start, end }) => !HOTEL.test(text.slice(start, end))),
      ...houses(text, entities),
    ],
    ORG: (text, entities) => [
      ...bodies('organization', 'company')(text, entities).filter(
        ({ start, end }) => !GOVERNMENT.test(text.slice(start, end)) && !HOUSE.test(text.slice(start, end)),
      ),
      ...of('place')(text, entities).filter(({ start, end }) => HOTEL.test(text.slice(start, end))),
    ],
  },
  cluener: {
    name: (text, entities) =>
      of('person')(
        text,
        entities.filter((e) => !isCalled(e)),
      ).filter(({ start, end }) => !HONORIFIC.test(text.slice(start, end))),
    company: bodies('company'),
    'government+organization': bodies('organization'),
    position: (text) =>
      findTitles(text)
        .filter(({ start, end }) => !KIN.has(text.slice(start, end)))
        .map((span) => ({ ...span, confidence: 0.9 })),
  },
}

/** The names in titles of works, which the record leaves out: each title read as a text of its own. */
function inTitles(text: string, extract: Extract, whole: readonly Entity[]): Entity[] {
  const taken = whole.flatMap(({ mentions }) => mentions.map(({ span }) => span))
  return [...text.matchAll(/《([^》]{2,40})》/gu)].flatMap(({ index, 1: title }) =>
    taken.some(({ start, end }) => start < index + title.length && index < end)
      ? []
      : extract(title).map((e) => ({
          ...e,
          mentions: e.mentions.map((m) => ({
            ...m,
            span: { start: m.span.start + index + 1, end: m.span.end + index + 1 },
          })),
        })),
  )
}

/** How a set's rows are read. */
const reading =
  (file: string, extract: Extract): Extract =>
  (text) => {
    const entities = extract(text)
    return file === 'msra' ? [...entities, ...inTitles(text, extract, entities)] : entities
  }

function spansOf(row: Row, labels: readonly string[]): Set<string> {
  const units = [0]
  for (const ch of row.text) units.push(units[units.length - 1] + ch.length)
  return new Set(
    row.entities
      .filter((e) => labels.includes(e.label))
      .map(({ start, end }) => `${units[start]}-${units[end]}`),
  )
}

const EDGES = [0, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01]

async function bench(file: string, limit: number, model: null | undefined): Promise<void> {
  const { extractEntities } = await createAnalyzer({ model })
  const rows = readFileSync(`${folder}/${file}.jsonl`, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .slice(0, limit)
    .map((line) => JSON.parse(line) as Row)
  extractEntities(rows[0].text)
  const start = process.cpuUsage().user
  const entities = rows.map((row) => reading(file, extractEntities)(row.text))
  const seconds = (process.cpuUsage().user - start) / 1e6
  const bytes = rows.reduce((sum, row) => sum + Buffer.byteLength(row.text), 0)
  const what = model === null ? 'grammar ' : 'model   '
  const right = EDGES.map(() => [0, 0])
  for (const [label, reader] of Object.entries(maps[file])) {
    let [tp, fp, fn] = [0, 0, 0]
    for (const [i, row] of rows.entries()) {
      const want = spansOf(row, label.split('+'))
      const seen = new Set<string>()
      for (const found of reader(row.text, entities[i])) {
        const key = `${found.start}-${found.end}`
        if (seen.has(key)) continue
        seen.add(key)
        const ok = want.has(key)
        ok ? tp++ : fp++
        const edge = EDGES.findIndex((_, k) => found.confidence < EDGES[k + 1])
        if (label !== 'position') right[edge][ok ? 0 : 1]++
      }
      for (const s of want) if (!seen.has(s)) fn++
    }
    const p = (100 * tp) / (tp + fp || 1)
    const r = (100 * tp) / (tp + fn || 1)
    console.log(
      `${what} ${file.padEnd(8)} ${label.padEnd(24)} P ${p.toFixed(1)} R ${r.toFixed(1)} F1 ${((2 * p * r) / (p + r || 1)).toFixed(1)}`,
    )
  }
  const calibration = right.flatMap(([a, b], k) =>
    a + b > 0 ? [`${EDGES[k]}: ${((100 * a) / (a + b)).toFixed(0)} % of ${a + b}`] : [],
  )
  console.log(`${what} ${file.padEnd(8)} right by confidence from ${calibration.join(', ')}`)
  console.log(
    `${what} ${file.padEnd(8)} ${(bytes / 1e6 / seconds).toFixed(2)} MB/s of processor time with segmentation, a call a row`,
  )
}

if (!folder) console.log('no ../shared/data/ner here: nothing measured')
else
  for (const model of [null, undefined]) for (const file of Object.keys(maps)) await bench(file, 5000, model)
