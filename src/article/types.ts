import type { Issue, Mention, Span } from '../text/index.js'

export type BlockKind =
  | 'title'
  | 'subtitle'
  | 'breadcrumb'
  | 'date'
  | 'source'
  | 'byline'
  | 'paragraph'
  | 'caption'
  | 'related'
  | 'disclaimer'
  | 'spam'
  | 'footer'
  | 'other'

/** A stretch of the text. Blocks follow one another without gap or overlap. */
export interface Block {
  kind: BlockKind
  span: Span
  sourceSpan: Span
}

/** When the page says it was published. `iso` has the time only where the page gives it. */
export interface PublishedAt extends Mention {
  /** `2022-05-19` or `2022-05-19T08:30`, with an offset only where the page gives one. */
  iso: string
}

/** The outlet, by its usual name: 商洛日报 for “商洛日报 - 商洛之窗”. */
export interface Publisher extends Mention {
  name: string
}

export interface Author extends Mention {
  /** Without spacing: 张宏 for “张 宏”. */
  name: string
  /** 记者, 通讯员, 编辑 … as the page says it. */
  role: string | null
  outlet: string | null
}

/** What the article room finds in a page. Spans are in the text it was given. */
export interface Structure {
  title: Mention | null
  subtitle: Mention | null
  publishedAt: PublishedAt | null
  publisher: Publisher | null
  authors: Author[]
  section: string[]
  /** A partition of the text, in order. */
  blocks: Block[]
  /** The article's own paragraphs, without the line breaks and indents around them. */
  body: Span[]
  /** Spans in the text. */
  issues: Issue[]
}

/** A stretch that the later rooms read: the title, the subtitle and the body's paragraphs, in order. */
export interface Zone {
  kind: 'title' | 'subtitle' | 'paragraph' | 'caption'
  span: Span
}
