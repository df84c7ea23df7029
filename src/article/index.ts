export { type HtmlHint, readHtml } from './html.js'
export { reflow } from './reflow.js'
export { type ArticleOptions, findStructure } from './structure.js'
export * from './types.js'
