export { factsToCsv } from './csv.js'
export * from './export/index.js'
export { type HtmlOptions, toHtml } from './html.js'
export {
  guarded,
  isRecordError,
  type Page,
  type PageRecord,
  pageOf,
  type RecordError,
  type RecordErrorCode,
  type StreamItem,
  sizeOf,
} from './page.js'
export * from './types.js'
