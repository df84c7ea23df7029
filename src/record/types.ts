import type { Author, Block, PublishedAt, Publisher } from '../article/index.js'
import type { Entity } from '../entities/index.js'
import type { Fact } from '../facts/index.js'
import type { Token } from '../segment/index.js'
import type { Edit, Issue, Mention, Span } from '../text/index.js'
import type { TimeExpression } from '../times/index.js'

/** One page as data. Plain JSON; its schema is `zhengwen/schema.json`. */
export interface Article {
  schemaVersion: 1
  /** The caller's own, echoed. */
  id: string | number | null
  /** The caller's own, passed through. */
  meta: unknown
  /** The input as a string: decoded as `encoding`, otherwise untouched. */
  source: string
  /** The charset that bytes were decoded with; null for string input. */
  encoding: string | null
  /** Repaired, Simplified, reflowed. */
  text: string
  title: Mention | null
  subtitle: Mention | null
  publishedAt: PublishedAt | null
  publisher: Publisher | null
  authors: Author[]
  /** The breadcrumb, from the outside in. */
  section: string[]
  blocks: Block[]
  body: Span[]
  tokens: Token[]
  entities: Entity[]
  times: TimeExpression[]
  facts: Fact[]
  edits: Edit[]
  issues: Issue[]
}
