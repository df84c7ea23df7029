import type { Edit, Issue, StageResult } from '../text/index.js'
import { lostIssue } from './edits.js'

/**
 * 全部完成?/p>: half a character that was cut off took the bracket of a tag with it, so that whoever took the tags out of
 * the page left this one; or 完成</p>, where its bracket came back. A sign before it stands for what was lost.
 */
export function dropCutTags(text: string): StageResult {
  const edits: Edit[] = []
  const issues: Issue[] = []
  const opened = new Map<string, boolean>()
  const isOpened = (name: string): boolean => {
    const known = opened.get(name) ?? text.includes(`<${name}`)
    opened.set(name, known)
    return known
  }
  for (const { 0: tag, 1: sign, 2: name, index } of text.matchAll(TAGS)) {
    if (isOpened(name)) continue
    const [start, end] = [index + (sign === '<' ? 0 : 1), index + tag.length]
    if (sign !== '<') issues.push(lostIssue(index, start))
    const isWithin = BLOCKS.has(name) && end < text.length && text[end] !== '\n' && text[end] !== '\r'
    edits.push({
      span: { start, end },
      insert: isWithin ? '\n' : '',
      rules: ['repair/cut-tag'],
      certainty: 'exact',
    })
  }
  return { edits, issues }
}

const TAGS = /([?\ufffd<])\/(p|div|td|li|h[1-6]|section|span|strong|b|em|font|a)>/g
/** After these a new line begins. */
const BLOCKS = new Set(['p', 'div', 'td', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'section'])
