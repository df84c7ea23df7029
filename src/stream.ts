import { type Analyzer, type AnalyzerOptions, createAnalyzer } from './analyzer.js'
import {
  type Article,
  guarded,
  isRecordError,
  type Page,
  pageOf,
  type RecordError,
  type StreamItem,
} from './record/index.js'

function analyzePage(analyzer: Pick<Analyzer, 'analyze'>, page: Page): Article {
  const { id, input, meta, referenceDate, format } = page
  const own = { id, meta, ...(referenceDate && { referenceDate }), ...(format && { format }) }
  return analyzer.analyze(input, own)
}

/**
 * Analyses pages one after the other, in order, one in memory at a time. A page that cannot be processed
 * gives a `RecordError` in its place. On Node `zhengwen/batch` has the same call with worker threads.
 */
export async function* analyzeStream(
  pages: Iterable<StreamItem> | AsyncIterable<StreamItem>,
  options: AnalyzerOptions = {},
): AsyncGenerator<Article | RecordError, void, void> {
  let analyzer: Analyzer | null = null
  for await (const item of pages) {
    const page = pageOf(item)
    if (isRecordError(page)) {
      yield page
      continue
    }
    analyzer ??= await createAnalyzer(options)
    const own = analyzer
    yield guarded(page, (it) => analyzePage(own, it))
  }
}
