import { type Analyzer, type AnalyzerOptions, createAnalyzer } from './analyzer.js'
import {
  type Article,
  guarded,
  isRecordError,
  pageOf,
  type RecordError,
  type StreamItem,
} from './record/index.js'
import { optionsOf } from './together.js'

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
    yield guarded(page, (it) => own.analyze(it.input, optionsOf(it)))
  }
}
