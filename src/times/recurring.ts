import { readDayTime } from './clock.js'
import { readDate } from './dates.js'
import type { Found } from './found.js'
import { readDay } from './months.js'
import type { Frame } from './piece.js'
import { oneOf, rangeMark, skip } from './read.js'
import { readSeason } from './seasons.js'
import { readLength } from './spans.js'

const heads = [
  '每年',
  '每月',
  '每个月',
  '每天',
  '每日',
  '每周工作日',
  '每周',
  '每晚',
  '每早',
  '每季度',
  '每逢',
  '每个工作日',
  '每个交易日',
  '每个星期',
  '每个礼拜',
  '每个周末',
  '每周末',
  '每星期',
  '每礼拜',
  '每小时',
  '每个小时',
  '每学期',
  '每学年',
  '每隔',
]

const weeks = ['每周', '每星期', '每礼拜', '每个星期', '每个礼拜']
/** Heads that a plain length may follow: 每隔3天, 每半年. */
const measured = ['每隔', '每']

/** 5日, 5日、15日和25日, 10日至15日: where days of the month end. */
function readDays(text: string, at: number): number {
  let end = readDay(text, at, true)?.end ?? at
  for (let next = end; next > at; ) {
    const from = '、和及'.includes(text[next] ?? ' ') ? next + 1 : (rangeMark(text, next)?.end ?? next)
    const day = from > next ? readDay(text, from, true) : null
    if (!day) break
    next = end = day.end
  }
  return end
}

/** 每年, 每周一, 每天7时, 每年9月到11月, 每隔3天, 每半年. */
export function readRecurring(text: string, at: number, frame: Frame): Found | null {
  if (text[at] !== '每') return null
  const head = oneOf(text, at, heads)
  let end = at
  if (head && head !== '每隔') {
    end += head.length
    if (weeks.includes(head)) {
      if ('一二三四五六日天末'.includes(text[end] ?? ' ')) {
        end++
        // 每周一、三、五
        while ('、和及'.includes(text[end] ?? ' ') && '一二三四五六日'.includes(text[end + 1] ?? ' '))
          end += 2
        const mark = rangeMark(text, end)
        const to = mark && skip(text, mark.end, '周', '星期')
        if (to && '一二三四五六日'.includes(text[to] ?? ' ')) end = to + 1
      }
    } else {
      // 每月5日、15日
      const days = head.endsWith('月') ? readDays(text, end) : end
      const inner = days > end ? null : (readSeason(text, end, null, frame) ?? readDate(text, end, frame))
      end = days
      if (inner) {
        end = inner.end
        const mark = rangeMark(text, end)
        const last = mark && readDate(text, mark.end, frame)
        if (last) end = last.end
      }
    }
  } else {
    const word = oneOf(text, at, measured)!
    const length = readLength(text, at + word.length)
    if (!length || (word === '每' && !length.half && length.unit !== 'minute' && length.unit !== 'hour'))
      return null
    end = length.end
  }
  const time = readDayTime(text, end, head === '每晚')
  if (time) end = time.end
  return {
    start: at,
    end,
    kind: 'recurring',
    from: null,
    to: null,
    asOf: false,
    plan: null,
    needsReference: false,
    rule: 'recurring',
    piece: null,
  }
}
