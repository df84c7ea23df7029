import type { Span } from '../text/index.js'
import { isBodyName } from './names.js'
import type { Structure, Zone } from './types.js'

/** Bare text: every line is a paragraph. */
export function lineZones(text: string): Zone[] {
  const zones: Zone[] = []
  for (let start = 0; start <= text.length; ) {
    let end = text.indexOf('\n', start)
    if (end < 0) end = text.length
    if (end > start) zones.push({ kind: 'paragraph', span: { start, end } })
    start = end + 1
  }
  return zones
}

/** The title, the subtitle, the body and its captions: what the later rooms read, in order of the text. */
export function zonesOf({ title, subtitle, body, blocks }: Structure, text: string): Zone[] {
  const zones: Zone[] = []
  for (const span of body) zones.push({ kind: 'paragraph', span })
  if (title) zones.push({ kind: 'title', span: title.span })
  if (subtitle) zones.push({ kind: 'subtitle', span: subtitle.span })
  for (const [i, { kind, span }] of blocks.entries())
    if (kind === 'caption') zones.push({ kind, span })
    else if (kind === 'other' && blocks[i + 1]?.kind === 'title') {
      const issuer = issuerIn(text, span)
      if (issuer) zones.push({ kind: 'subtitle', span: issuer })
    }
  return zones.sort((a, b) => a.span.start - b.span.start)
}

/** 云岭机床股份有限公司 / 关于回购股份的公告: the first line of a heading in two, by whom it is. */
function issuerIn(text: string, { start, end }: Span): Span | null {
  if (end - start > ISSUER || !text.startsWith('关于', end)) return null
  const name = text.slice(start, end).trim()
  const from = start + text.slice(start, end).indexOf(name)
  return isBodyName(name) ? { start: from, end: from + name.length } : null
}

/** Widest line that names who issues a document. */
const ISSUER = 40
