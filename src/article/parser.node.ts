import { createRequire } from 'node:module'
import type { Parser } from 'htmlparser2'
import { here } from '../text/here.node.js'

let parser: typeof Parser | null = null

/** Node loads it at the first page of HTML: it would take as long as the rest of the library. */
export function htmlParser(): typeof Parser {
  parser ??= (createRequire(here)('htmlparser2') as { Parser: typeof Parser }).Parser
  return parser
}
