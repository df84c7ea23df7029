import type { Page } from '../page.js'

/** Longest word for a tenure. */
const LONGEST = 3

/** 利用担任县长|的职务便利, 担任局长、书记等职务|期间: whether what follows tells of offices that were held then. */
export function isOver({ text, lexicon: { tenureWords } }: Page, end: number): boolean {
  for (let at = end; at < end + 8; ) {
    let size = LONGEST
    while (size > 1 && !tenureWords.has(text.slice(at, at + size))) size--
    const part = tenureWords.get(text.slice(at, at + size))
    if (part !== 'way') return part === 'end'
    at += size
  }
  return false
}

/** 在|县委副书记、县长期间, 从|副市长任上: whether an office is told with the time when somebody held it, and no verb gives it. */
export function isTenure(page: Page, start: number, end: number): boolean {
  return '在于从由'.includes(page.text[start - 1] ?? '。') && isOver(page, end)
}
