import type { Span } from '../text/index.js'
import { goodsBehind, isPrice } from './behind.js'
import type { Naming } from './naming.js'
import { isAverage } from './split.js'
import { cueBefore, isCue } from './tables.js'
import { NAME, QUAL } from './words.js'
import { overlaps, type ZoneState } from './zone.js'

/** Names by the noun behind a figure or before it: 拥有|45家|企业, 57岁的|杨秀英, 三峡电站|发电350亿千瓦时. */
export function nameByNoun(zone: ZoneState, named: Naming): void {
  const { figure, verb, share, core, behind, attribute, countable } = named
  let { noun } = named
  // 收复3300点|水平, 亩产2546斤的|好成绩: how far it came holds nothing.
  if (noun && cueBefore('reached', zone.text, noun.start, noun.end) === noun.end - noun.start) noun = null
  // 持股7.36%的|股东, 年收益6%以上的|项目
  const rate = figure.kind === 'percent' && named.quantity && !verb && !share
  const described =
    figure.kind === 'rank' || ((named.quantity || !countable) && figure.kind !== 'percent') || rate
  const yields = cueBefore('capacity', zone.text, figure.from - 3, figure.from)
  // 红利基金以18.6%的收益率居首
  const led = figure.kind === 'percent' && zone.text[figure.from - 1] === '以'
  // 以3.2亿元的票房收入领跑: what stands so behind 以 is a quantity, whatever its name.
  const measured =
    zone.text[figure.from - 1] === '以' && cueBefore('metric', zone.text, noun?.start, noun?.end) > 1
  const size =
    noun && attribute && (described || led || measured || figure.kind === 'measure')
      ? measured
        ? noun.end - noun.start
        : quantityName(zone, noun)
      : 0
  if (noun && attribute && figure.kind === 'duration' && zone.text.startsWith('为期', figure.from - 2)) {
    // 签订为期三年的|供货协议
    named.metric = noun
    named.quantity = true
    named.rule = 'counted'
  } else if (noun && figure.kind === 'duration' && isCue('lasting', zone.text.slice(noun.start, noun.end))) {
    // 古镇|有600多年|历史
    if (!named.subject && core.bare && named.metric) {
      named.subject = named.metric
      named.own = true
    }
    named.metric = noun
    named.quantity = true
    named.rule = 'counted'
  } else if (noun && size > 0) {
    // 甲公司以82亿元的营收规模|居首: who stands before 以.
    if (!named.subject && core.bare && named.metric && zone.text[figure.from - 1] === '以') {
      named.subject = named.metric
      named.own = true
    }
    // 以每瓶300元至500元的价格, 支应蓝线1615亿元的工程费
    if (!named.subject && named.metric && !named.quantity && core.verb && size < noun.end - noun.start) {
      named.subject = named.metric
      named.own = true
    }
    named.metric = noun
    named.quantity = true
    named.rule = 'counted'
    // 椪柑被公司以每斤2.6元的价格收走: the price is the good's.
    const sold = figure.per && behind && isPrice(zone.clauses, behind[1] - 1)
    const good = sold ? (goodsBehind(zone.clauses, behind[1], zone.stop) ?? zone.counted) : null
    if (good) {
      named.subject = good
      named.own = true
    }
  } else if (noun && attribute && yields > 0) {
    // 年产20万吨的|氧化钙生产线4条
    named.subject = noun
    named.own = true
    named.metric = { start: figure.from - yields, end: figure.from }
    named.rule = 'attribute'
  } else if (noun && attribute && described && sanctions(zone, noun)) {
    // 作出罚款5万元的|处罚决定
    named.metric ??= noun
  } else if (noun && attribute && described) {
    // 总投资28亿元的|抽水蓄能项目, 57岁的|杨秀英
    named.subject = noun
    named.own = true
    core.strong = true
    named.rule = 'attribute'
  } else if (
    core.goods &&
    !named.own &&
    !noun &&
    (verb || figure.kind === 'money' || figure.kind === 'measure')
  ) {
    // 出口机电产品98.4亿元, 进口服装增长9.3%
    named.subject = core.goods
    named.own = true
  } else if (core.doer) nameByDoer(zone, named, core.doer)
  else if (
    noun &&
    !attribute &&
    figure.kind === 'measure' &&
    named.metric &&
    cueBefore('metric', zone.text, named.metric.start, named.metric.end) > 1
  ) {
    // 实用面积284平方呎|单位: the size is that of the thing behind.
    named.subject = noun
    named.own = true
    named.rule = 'attribute'
  } else if (
    noun &&
    (countable || (!named.quantity && (figure.kind === 'money' || figure.kind === 'percent' || attribute)))
  ) {
    if (countable || !named.metric || core.verb || attribute) countNoun(zone, named, noun)
  } else if (
    core.bare &&
    named.metric &&
    !named.subject &&
    (zone.local.metric || besideName(zone, named)) &&
    // 地产股升5.2%，华帆电子涨8元: no quantity to take up.
    zone.local.metric !== zone.local.subject &&
    // 户均|增收2.3万元: whose, it does not say.
    !isAverage(nameOf(zone, named.metric)) &&
    (figure.rule === 'header' ||
      besideName(zone, named) ||
      takesUp(zone, named) ||
      (verb && isBranch(zone, named) && zone.page.grew))
  ) {
    // 其中牛肉21.6万吨, 番茄每公斤7.2元: another holder of the same quantity.
    // 分行业看，41个大类中33个增长。其中，钢铁增长5%: of what grew before those were counted.
    const grew =
      verb && ((zone.divided && !zone.local.quantity) || isBranch(zone, named)) ? zone.page.grew : null
    named.subject = named.metric
    named.metric = grew ?? zone.local.metric
    named.quantity = grew !== null || zone.local.quantity
    named.own = true
    named.rule = 'parallel'
  }
}

/** 高雄市2万户、|屏东县1万户: a place beside the one that had the same before. */
function besideName(
  { clauses, text, local, before }: ZoneState,
  { core, unit, from, first }: Naming,
): boolean {
  const { bits, end } = clauses.items
  return (
    !first &&
    unit === local.unit &&
    local.subject !== null &&
    '、及和'.includes(text[end[before]] ?? ' ') &&
    core.to - core.from === 1 &&
    (bits[core.from] & NAME) !== 0 &&
    core.from - from <= 1
  )
}

/** 采矿业|下降8.2%: a branch of industry is measured by what grew before. */
const isBranch = ({ text }: ZoneState, { metric, figure }: Naming): boolean =>
  metric !== null &&
  figure.kind === 'percent' &&
  /[^企作就行事创副产]业$/.test(text.slice(metric.start, metric.end))

/** Who acts before the figure has it, unless what is counted acts: 企业|发展到76家. */
function nameByDoer(zone: ZoneState, named: Naming, doer: Span): void {
  const { figure, core, noun, attribute } = named
  // 古城景区接待42万人次: who receives them is not counted so; 保障航班起降4516架次 counts flights.
  const { metric } = named
  const receives =
    core.strong && !noun && metric !== null && (named.unit === '人次' || metric.end - metric.start > 3)
  if (receives) {
    named.subject = doer
    named.own = true
  } else if (noun && !attribute) {
    // 市财政拿出3200万元补贴
    named.subject = doer
    named.metric = noun
    named.own = true
    named.rule = 'counted'
  } else if (zone.counted && overlaps(zone.counted, doer)) {
    // 656万亩玉米已收获628万亩
    named.subject = zone.counted
    named.own = true
    named.rule = 'counted-verb'
  } else if (named.metric && isCue('sends', nameOf(zone, named.metric))) {
    // 清洁队|出动|45人
    named.subject = doer
    named.own = true
  } else if (
    figure.kind === 'duration' ||
    (figure.kind !== 'count' && (core.strong || (!zone.told && !zone.holder)))
  ) {
    // 三峡电站发电350亿千瓦时
    named.subject = doer
    named.own = true
  } else if (named.metric) {
    // 隧洞开挖12.8公里, 企业发展到76家: the thing is what is counted.
    named.metric = { start: doer.start, end: named.metric.end }
  }
}

/** The noun behind is what is counted; a bare name before has it: 全县|45家|企业. */
function countNoun(zone: ZoneState, named: Naming, noun: Span): void {
  const { figure, core, attribute } = named
  if (core.bare && !named.subject && named.metric && core.strong) {
    named.subject = named.metric
    named.own = true
  }
  // 中标12.6亿元地铁项目: the winning, not the project.
  const deed =
    figure.kind === 'money' &&
    core.verb &&
    named.metric !== null &&
    !core.object &&
    !attribute &&
    acts(zone, noun)
  if (!deed) named.metric = noun
  named.quantity = false
  named.rule = 'counted'
}

/** 升, 跌: what a price does. */
const MOVED = /[升跌涨挫扬]/
/** What was bought and sold, no price. */
const TURNOVER = /成交|[买卖][入出超]|流[入出]|沽空/

const nameOf = (zone: ZoneState, span: Span | null): string =>
  span ? zone.text.slice(span.start, span.end) : ''

/** Whether a bare noun phrase is a further holder of the last figure's quantity. */
function takesUp(zone: ZoneState, { core, metric, verb, unit, figure, slot }: Naming): boolean {
  const { quantity, unit: last, sentence } = zone.local
  if (verb) {
    // …胜率提高2.1个百分点。入境旅客增长18%: another sentence, another quantity, unless a name has it.
    const people = /[客者户民员人生]$/.test(nameOf(zone, metric))
    if (sentence !== slot.sentence && (!core.strong || people) && !zone.part && !zone.divided) return false
    // 主板成交1286亿元，地产股升5.2%: its price rose.
    if (MOVED.test(zone.text[figure.from - 1]) && TURNOVER.test(nameOf(zone, zone.local.metric))) return false
    return (
      (unit === '%' || unit === 'pp' || unit === '倍' || unit === last) &&
      (zone.part || core.strong || quantity || zone.divided)
    )
  }
  // 当期结余 is a quantity of its own, 农村|居民 another holder.
  if ((zone.clauses.items.bits[core.from] & QUAL) !== 0 && !core.strong) return false
  // 受灾人口39万人，转移群众10万人 are two things; 销量302万辆，其中纯电动车型157万辆 are one.
  // 其中新建学校2所，改扩建学校5所: another quantity.
  const name = nameOf(zone, metric)
  if (figure.kind === 'count' && name.length > 2 && nameOf(zone, zone.local.metric).endsWith(name.slice(-2)))
    return false
  // 乙码头以9.2万标箱居次: as who stands before 以 above it.
  if (zone.text[figure.from - 1] === '以' || cueBefore('records', zone.text, slot.start, figure.from) > 0)
    return unit === last
  if (figure.kind === 'count' && !zone.part)
    return core.strong && quantity && unit === last && core.to - core.from === 1
  if (core.strong && (unit === 'CNY' || unit === '%')) return unit === last
  return quantity && unit === last
}

const sanctions = (zone: ZoneState, { start, end }: Span): boolean =>
  cueBefore('sanction', zone.text, start, end) === end - start

function acts(zone: ZoneState, { end }: Span): boolean {
  return /(?:项目|工程|标段|订单|合同)$/.test(zone.text.slice(end - 2, end))
}

/** How much of a phrase is the name of a quantity: all of 价格, one character of 工程费, none of 项目. */
function quantityName(zone: ZoneState, { start, end }: Span): number {
  const size = cueBefore('metric', zone.text, start, end)
  if (size === end - start) return size
  return '费钱款薪租税息'.includes(zone.text[end - 1]) ? 1 : 0
}
