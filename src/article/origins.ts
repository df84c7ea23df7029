import type { Span } from '../text/index.js'
import { isMediaName } from './outlets.js'

/** What says where a story is taken from: the name of the account, the paper or the book. */
export interface Origin {
  /** Of the name, in the line. */
  span: Span
  /** Behind what was read. */
  end: number
  /** A book is no outlet: 本文摘编自《山河故人》. */
  outlet: boolean
}

const TAKEN =
  '(?:综合|最初|首次)?(?:首发|首刊|原载|原刊|转载|刊载|刊发|刊登|发表|摘编|节选|摘录|选编|编选|选|摘|转|来|源|载|刊)(?:自|于|在|源于)'
const ACCOUNT = '(?:微信|官方)*(?:公众号|公号|订阅号|视频号|微博)'

/** 以下文章来源于岭南疾控 ，作者岭南疾控 */
const CARD = /^以下(?:文章|内容)来源于[：:]?\s*([^\s，,]{2,16})/u
/** 本文来自微信公众号“秦岭夜谈”，作者：王倩 */
const QUOTED = new RegExp(
  `^(?:本文|文章|内容)${TAKEN}${ACCOUNT}[：:]?\\s*[“"「『《【]([^”"」』》】]{2,16})[”"」』》】]`,
  'u',
)
/** 本文来自微信公众号：秦岭夜谈（ID：qinling） */
const NAMED = new RegExp(
  `^(?:本文|文章|内容)${TAKEN}${ACCOUNT}[：:]\\s*([\\u4e00-\\u9fffA-Za-z0-9]{2,16})(?![\\u4e00-\\u9fffA-Za-z0-9])`,
  'u',
)
/** 本文原刊于《城南调查》第五十二期, （选自《城南文艺》2022年第3期） */
const WORK = new RegExp(
  `^[（(【\\[]?(?:本文|此文|文章|内容|原文|文)?(?:${TAKEN}|原载|选自|摘自)[：:]?\\s*《([^》]{2,24})》`,
  'u',
)

/** The issue of what comes out regularly. */
const ISSUE =
  /^[\s，,（(·]{0,2}(?:杂志|(?:19|20)\d{2}[年-]|第[〇零一二三四五六七八九十百\d]{1,5}[期版号卷辑]|[总]第)/u

/** 本文来自微信公众号：秦岭夜谈, 本文原刊于《城南调查》第五十二期: at the start of a line; null for others. */
export function readOrigin(text: string): Origin | null {
  const named = text.includes('号') || text.includes('微博')
  const account = text[0] === '以' ? CARD.exec(text) : named ? (QUOTED.exec(text) ?? NAMED.exec(text)) : null
  if (account) {
    const start = account[0].lastIndexOf(account[1])
    const end = start + account[1].length
    return { span: { start, end }, end, outlet: true }
  }
  const work = text.includes('《') ? WORK.exec(text) : null
  if (!work) return null
  const start = work[0].length - work[1].length - 1
  const outlet = ISSUE.test(text.slice(work[0].length)) || isMediaName(work[1], true)
  return { span: { start, end: work[0].length - 1 }, end: work[0].length, outlet }
}
