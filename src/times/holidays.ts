import { addDays } from '../text/index.js'
import { days, type Frame, guessYear, type Piece, piece } from './piece.js'
import { oneOf } from './read.js'
import { daysOff, holidayDate, holidayWords } from './words.js'

/** Whether a Han character stands before that leads to no time: 曹 of 曹国庆; not 在国庆, 喜迎国庆. */
function inNameBefore(text: string, at: number): boolean {
  const char = text[at - 1]
  if (char === undefined || !/[\u4e00-\u9fff]/.test(char)) return false
  return !'年今去明在于从自至到迎逢过度为及和与是当每的前后近临届庆祝贺了本日历时即将经节值'.includes(char)
}

/** 春节假期, 中秋、国庆假期, “五一”期间. */
export function readHoliday(text: string, at: number, year: number | null, frame: Frame): Piece | null {
  const quote = oneOf(text, at, ['“', '‘', '"'])
  const from = at + (quote ? 1 : 0)
  const word = holidayWords().longest(text, from)
  if (!word) return null
  let end = from + word.length
  if (quote) {
    if (!oneOf(text, end, ['”', '’', '"'])) return null
    end++
  }
  const tail = oneOf(text, end, [
    '假期',
    '小长假',
    '黄金周',
    '期间',
    '假日',
    '长假',
    '当天',
    '当日',
    '当晚',
    '前后',
  ])
  // 曹国庆, 李立春 are people: a bare word of two characters needs a word before it that leads to a time.
  if (!quote && !tail && year === null && word.length === 2 && inNameBefore(text, at)) return null
  const { value } = word
  if (value.term === '五一' && !quote && !tail) return null
  if ('路街乡镇村村桥'.includes(text[end] ?? ' ') || oneOf(text, end, ['科技', '上河'])) return null
  const y =
    year ??
    guessYear(
      frame,
      value.calendar === 'lunar' && value.month === 1 ? 2 : value.month,
      Math.max(value.day, 1),
      false,
    )
  const near = holidayDate(value, y)
  // 除夕 asked alone is the next one: it closes the year of the moon.
  const start =
    near && value.calendar === 'eve' && year === null && frame.whole && days(near, frame.ref) > 0
      ? holidayDate(value, y + 1)
      : near
  if (!start) return null
  // 中秋、国庆假期: eight days from the first of the two.
  const second =
    text[end] === '、' || text[end] === '和'
      ? holidayWords().longest(text, end + 1)
      : (holidayWords().longest(text, end) ?? null)
  if (second && value.length > 1 && second.value.length > 1) {
    const at2 = end + (text[end] === '、' || text[end] === '和' ? 1 : 0) + second.length
    const tail2 = oneOf(text, at2, ['假期', '小长假', '黄金周', '期间', '假日', '长假'])
    const last = holidayDate(second.value, y)
    const off = [daysOff(start), last && daysOff(last)]
    const [first, to] = [off[0]?.[0] ?? start, off[1]?.[1] ?? addDays(start, 7)]
    if (tail2 && days(first, to) >= 0)
      return piece(at2 + tail2.length, first, to, 'day', 'holidays', {
        relative: year === null,
        hasYear: year !== null,
      })
  }
  const vacation =
    value.length > 8 ||
    (value.length > 1 &&
      ((tail !== null && !tail.startsWith('当')) || /假期?$|黄金周$|期间$/.test(value.term)))
  // 元旦假期 has one day in the table of holidays, three of them off in most years.
  const off = vacation || (tail !== null && /假|长|周/.test(tail)) ? daysOff(start) : null
  // Since 2025 the holiday begins with the eve of the year.
  const early = vacation && value.term === '春节' && y >= 2025 ? 1 : 0
  const [first, to] = off ?? [addDays(start, -early), vacation ? addDays(start, value.length - 1) : start]
  return piece(end + (tail?.length ?? 0), first, to, 'day', 'holiday', {
    relative: year === null,
    hasYear: year !== null,
  })
}
