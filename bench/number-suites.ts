// Number, money and unit suites of cn2an, Recognizers-Text and JioNLP through the public API.
// Where a suite's convention is not the contract's, the mapping says why.
import { extractFacts, type Fact, normalize, parseNumber } from '../src/index.js'
import { lines, type Row, spec } from './suite.js'

const near = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b))

export function cn2an(): Row[] {
  return (
    lines<{ text: string; value?: number; mode: string }>('cn2an/cn2an.jsonl')
      // `direct` reads digit by digit (十 is an error there): not a numeral's value.
      .filter(({ value, mode }) => value !== undefined && mode !== 'direct')
      .map(({ text, value }) => {
        const got = parseNumber(text)
        return {
          what: `${text}: ${value}, got ${got?.decimal}`,
          ok: got !== null && near(got.number, value!),
        }
      })
  )
}

interface NumberCase {
  Input: string
  Results: {
    Text: string
    Resolution: { value: string | null; unit?: string; isoCurrency?: string }
  }[]
}

/**
 * Each of the suite's numerals as a whole string. A row without numerals must not be one itself.
 * 1.1^+23 and the like: their doubles are printed to 15 digits.
 */
export function numbers(): Row[] {
  return spec<NumberCase>('Number/Chinese/NumberModel.json').map(({ Input, Results }) => {
    if (Results.length === 0) return { what: `${Input}: none`, ok: parseNumber(Input) === null }
    const got = Results.map(({ Text }) => parseNumber(Text))
    const ok = Results.every(
      ({ Resolution }, i) => got[i] !== null && near(got[i].number, Number(Resolution.value)),
    )
    const want = Results.map(({ Text, Resolution }) => `${Text}=${Resolution.value}`)
    return { what: `${Input}: ${want}, got ${got.map((value) => value?.decimal)}`, ok }
  })
}

export function ordinals(): Row[] {
  return spec<NumberCase>('Number/Chinese/OrdinalModel.json').map(({ Input, Results }) => {
    const got = Results.map(({ Text }) => parseNumber(Text))
    const ok = Results.every(({ Resolution }, i) => got[i]?.decimal === Resolution.value)
    return { what: `${Input}: got ${got.map((value) => value?.decimal)}`, ok }
  })
}

/** The call expects Simplified; the suites have Traditional rows. */
const facts = (input: string): Fact[] => extractFacts(normalize(input).text)

const show = (fact: Fact): string => {
  const { quantity: q } = fact
  const value =
    q.form === 'point'
      ? q.value.decimal
      : q.form === 'ratio'
        ? q.terms.map((term) => term.decimal).join(':')
        : `${q.low?.decimal ?? ''}..${q.high?.decimal ?? ''}`
  return `${fact.text} ${value} ${fact.unit?.code ?? ''}`
}

/** In percent; a ratio's too: 万分之三 is a ratio of the contract's and 0.03 % of theirs. */
function percentOf({ kind, quantity: q }: Fact): number | null {
  if (kind !== 'percent' && kind !== 'ratio') return null
  if (q.form === 'point') return q.value.number
  if (q.form === 'ratio') return q.terms.length === 2 ? (100 * q.terms[0].number) / q.terms[1].number : null
  // 5-20%: they read the end that has the sign, we both.
  return q.high?.number ?? q.low?.number ?? null
}

export function percents(): Row[] {
  return spec<NumberCase>('Number/Chinese/PercentModel.json').map(({ Input, Results }) => {
    const got = facts(Input)
    // Vague ones (二三十个百分点) and fractions (五百分之2.2) are none of theirs; ours are ranges and ratios.
    const sharp = got.filter(
      (f) => f.kind === 'percent' || (f.kind === 'ratio' && f.quantity.form === 'ratio'),
    )
    const ok =
      Results.length === 0
        ? sharp.every(({ kind, quantity }) => kind === 'ratio' || quantity.form === 'range')
        : Results.length === sharp.length &&
          Results.every(({ Resolution }, i) => {
            const value = percentOf(sharp[i])
            return value !== null && near(value, Number(Resolution.value?.replace('%', '')))
          })
    const want = Results.map(({ Text, Resolution }) => `${Text}=${Resolution.value}`)
    return { what: `${Input}: ${want}, got ${got.map(show)}`, ok }
  })
}

const pointOf = ({ quantity: q }: Fact): number | null => (q.form === 'point' ? q.value.number : null)

export function currencies(): Row[] {
  return spec<NumberCase>('NumberWithUnit/Chinese/CurrencyModel.json').map(({ Input, Results }) => {
    const got = facts(Input).filter(({ kind }) => kind === 'money')
    // A currency without a number is no fact.
    const want = Results.filter(({ Resolution }) => Resolution.value !== null)
    const ok =
      got.length === want.length &&
      want.every(({ Resolution: { value, isoCurrency, unit } }, i) => {
        const amount = pointOf(got[i])
        // Theirs has no ISO code for a bare dollar sign; Bitcoin has none at all.
        const code = isoCurrency ?? (unit === 'Dollar' ? 'USD' : unit === 'Bitcoin' ? 'BTC' : unit)
        return amount !== null && near(amount, Number(value)) && got[i].unit?.code === code
      })
    return {
      what: `${Input}: ${want.map((r) => `${r.Text}=${r.Resolution.value}`)}, got ${got.map(show)}`,
      ok,
    }
  })
}

/** Their names of units → ours, and what theirs is worth in it. */
const dimensions: Record<string, readonly [code: string, worth: number]> = {
  Mu: ['mu', 1],
  Kilogram: ['kg', 1],
  Centimeter: ['cm', 1],
  Ton: ['t', 1],
  Meter: ['m', 1],
  Bit: ['bit', 1],
  Jin: ['jin', 1],
  Kilometer: ['km', 1],
  Gram: ['g', 1],
  Kilobit: ['kbit', 1],
  Megabyte: ['MBy', 1],
  Kilobyte: ['kBy', 1],
  Megahertz: ['MHz', 1],
  Hertz: ['Hz', 1],
  Kilowatt: ['kW', 1],
  Kilocalorie: ['kcal', 1],
  Liang: ['liang', 1],
  Microgram: ['ug', 1],
  Year: ['岁', 1],
  Month: ['mo', 1],
  Week: ['wk', 1],
  Day: ['d', 1],
  Degree: ['Cel', 1],
  F: ['[degF]', 1],
  C: ['Cel', 1],
}

function withUnits(file: string, kinds: readonly string[]): Row[] {
  return spec<NumberCase>(`NumberWithUnit/Chinese/${file}`).map(({ Input, Results }) => {
    const got = facts(Input).filter(({ kind }) => kinds.includes(kind))
    const want = Results.filter(({ Resolution }) => Resolution.value !== null)
    const ok = want.every(({ Resolution: { value, unit } }) => {
      const [code, worth] = dimensions[unit ?? ''] ?? [unit, 1]
      return got.some((fact) => {
        const { quantity: q } = fact
        // 70 - 90天大: theirs is the last, ours the range.
        const amount = q.form === 'range' ? (q.high?.number ?? null) : pointOf(fact)
        // 七周岁 and 5 of 5岁 are years of age.
        return amount !== null && near(amount, Number(value) * worth) && fact.unit?.code === code
      })
    })
    const none = want.length > 0 || got.length === 0
    return {
      what: `${Input}: ${want.map((r) => `${r.Text}=${r.Resolution.value} ${r.Resolution.unit}`)}, got ${got.map(show)}`,
      ok: ok && none,
    }
  })
}

export const measures = (): Row[] => withUnits('DimensionModel.json', ['measure'])
export const temperatures = (): Row[] => withUnits('TemperatureModel.json', ['measure'])
export const ages = (): Row[] => withUnits('AgeModel.json', ['age', 'duration'])

interface Bounds {
  low: number | null
  high: number | null
}

/**
 * Both ends of a figure. 超过80 and 500多 are points with `above` in the contract and open ranges of theirs;
 * a fraction's value is its quotient; ranks count too.
 */
function boundsOf({ quantity: q, approx }: Fact): Bounds {
  if (q.form === 'range') return { low: q.low?.number ?? null, high: q.high?.number ?? null }
  const value = q.form === 'point' ? q.value.number : q.terms[0].number / (q.terms[1]?.number ?? 1)
  return approx === 'above' ? { low: value, high: null } : { low: value, high: value }
}

const sameBound = (a: number | null, b: number | null) => (a === null || b === null ? a === b : near(a, b))

/**
 * Ends only: whether a range's end belongs to it differs even between their two modes. The suite's ranges of
 * bare numbers (十几万, 5k-20k) have no unit and are no facts; they are read beside a unit of count.
 */
export function ranges(): Row[] {
  return ['NumberRangeModel.json', 'NumberRangeModelExperimentalMode.json'].flatMap((file) =>
    spec<NumberCase>(`Number/Chinese/${file}`).map(({ Input, Results }) => {
      const alone = Results.length === 1 && Results[0].Text === Input
      const found = facts(alone && facts(Input).length === 0 ? `${Input}个` : Input)
      const got = found.map(boundsOf)
      const ok = Results.every(({ Resolution }) => {
        const [, from, to] = /^[[(]([^,]*),([^\])]*)[\])]$/.exec(Resolution.value ?? '') ?? []
        const low = from ? Number(from) : null
        const high = to ? Number(to) : null
        return got.some((bounds) => {
          // 十几万: their ranges have no upper end.
          const vague = high === null && /[几幾]/.test(Input)
          return sameBound(bounds.low, low) && (vague || sameBound(bounds.high, high))
        })
      })
      const want = Results.map(({ Text, Resolution }) => `${Text}=${Resolution.value}`)
      return { what: `${Input}: ${want}, got ${found.map(show)}`, ok }
    }),
  )
}

interface MoneyCase {
  text: string
  expected: { num: string | [string, string]; case: string }
}

const currencyNames: Record<string, string> = {
  元: 'CNY',
  港元: 'HKD',
  美元: 'USD',
  日元: 'JPY',
  新台币: 'TWD',
  泰铢: 'THB',
  卢布: 'RUB',
  欧元: 'EUR',
  澳元: 'AUD',
  韩元: 'KRW',
}

/**
 * JioNLP takes any number for money: where nothing names a currency (三百万, 15k左右) the value alone is asked.
 * Its amounts have two decimals. 3000多 and 十多 are points with `above` in the contract, ranges of theirs: the
 * low end is asked.
 */
export function jioMoney(): Row[] {
  return lines<MoneyCase>('jionlp/money_parse.jsonl').map(({ text, expected }) => {
    const written = normalize(text).text
    const [fact, ...more] = extractFacts(written)
    const bare = fact ? null : parseNumber(written)
    const { low, high } = fact ? boundsOf(fact) : { low: bare?.number ?? null, high: bare?.number ?? null }
    const [from, to] = Array.isArray(expected.num) ? expected.num.map(Number) : [Number(expected.num), null]
    const cents = (a: number | null, b: number) => a !== null && Math.abs(a - b) <= 0.005 + 1e-9 * b
    const values =
      to === null
        ? cents(low ?? high, from)
        : cents(low, from) && (cents(high, to) || fact?.approx === 'above')
    const code = fact?.unit?.code
    const named = code === undefined || code === currencyNames[expected.case]
    return {
      what: `${text}: ${expected.num} ${expected.case}, got ${fact ? [fact, ...more].map(show) : bare?.decimal}`,
      ok: values && named && more.length === 0,
    }
  })
}

interface ExtractCase {
  text: string
  expected: { text: string; offset: [number, number] }[]
}

export function jioMoneySpans(): Row[] {
  return lines<ExtractCase>('jionlp/money_extract.jsonl').map(({ text, expected }) => {
    // 10k~15k: no currency is written; as in money_parse, a figure without unit counts.
    const got = extractFacts(text).filter(({ kind, unit }) => kind === 'money' || unit === null)
    const ok =
      got.length === expected.length &&
      expected.every(({ text: want, offset }, i) => got[i].text === want && got[i].span.start === offset[0])
    return {
      what: `${text.slice(0, 60)}: ${expected.map((e) => e.text)}, got ${got.map((f) => f.text)}`,
      ok,
    }
  })
}
