/** （688519.SH）, （股份代号：3988）, (SH600519): a code of an exchange in brackets right after a name. */
const NUMBERED =
  /^[（(](?:(?:证券|股票|股份|公司)?代[码号][:：]?\s?)?([A-Z]{2}[:：.]?)?(\d{4,6})(?:\.([A-Z]{2}))?(?:[，,；;、/][^（）()\n]{0,30})?[）)]/
/** （纳斯达克：BIDU）, （BABA.N） */
const LETTERED =
  /^[（(](?:(?:NASDAQ|NYSE|纳斯达克|纽交所|美股)[:：.]\s?([A-Z]{1,5})|([A-Z]{1,5})\.(?:US|N|O))[）)]/
/** 贵州茅台，股票代码：600519 */
const SAID = /^[，,、\s]?(?:证券|股票|股份)代[码号](?:为|[:：])\s?(\d{4,6})(?:\.([A-Z]{2}))?/
/** 证券代码：600519　证券简称：|贵州茅台 */
const BEFORE = /代[码号][:：]\s?(\d{4,6})(?:\.([A-Z]{2}))?[，,；;、\s　]{1,8}(?:证券|股票)?简称[:：]\s?$/

/** Longest stretch that is looked at, code units. */
const REACH = 52

/** 2618-TW, 2330-TW: as news agencies of Taiwan write it. */
const HYPHENED = /^[（(](\d{4,6}[A-Z]?)-([A-Z]{2})[）)]/
/** 1810.HK, BIDU: a code that names its exchange, or letters that are one. */
export function hasExchange(code: string): boolean {
  return /[A-Z]/.test(code)
}

const YEAR = /^(?:19|20)\d\d$/

/** The code under which a company is listed, where the text gives it beside the name: 688519.SH, 3988, BIDU. */
export function stockCodeAt(text: string, start: number, end: number): string | null {
  const after = text.slice(end, end + REACH)
  if (after[0] !== '（' && after[0] !== '(') return codeBeside(text, start, after)
  const numbered = NUMBERED.exec(after)
  if (numbered) {
    const [whole, market, digits, suffix] = numbered
    // 华兴集团（2023）: a year unless it is called a code.
    if (YEAR.test(digits) && !suffix && !market && !whole.includes('代')) return null
    const exchange = suffix ?? market?.slice(0, 2)
    return exchange ? `${digits}.${exchange}` : digits
  }
  const hyphened = HYPHENED.exec(after)
  if (hyphened) return `${hyphened[1]}.${hyphened[2]}`
  const lettered = LETTERED.exec(after)
  if (lettered) return lettered[1] ?? lettered[2]
  return codeBeside(text, start, after)
}

function codeBeside(text: string, start: number, after: string): string | null {
  const said = SAID.exec(after) ?? BEFORE.exec(text.slice(Math.max(0, start - REACH), start))
  return said ? (said[2] ? `${said[1]}.${said[2]}` : said[1]) : null
}
