import { type Analyzer, type AnalyzerOptions, createAnalyzer } from './analyzer.js'
import {
  type Article,
  guarded,
  isRecordError,
  pageOf,
  type RecordError,
  type StreamItem,
  sizeOf,
} from './record/index.js'
import { groupsOf, optionsOf } from './together.js'

/**
 * Analyses pages in order: those of an array some at a time, where they are short; all others one after the other, one
 * in memory at a time. A page that cannot be processed gives a `RecordError` in its place. On Node `zhengwen/batch` has the same call with worker threads.
 */
export async function* analyzeStream(
  pages: Iterable<StreamItem> | AsyncIterable<StreamItem>,
  options: AnalyzerOptions = {},
): AsyncGenerator<Article | RecordError, void, void> {
  let analyzer: Analyzer | null = null
  if (Array.isArray(pages)) {
    for (const group of groupsOf(pages, (item) => sizeOf(pageOf(item)))) {
      analyzer ??= await createAnalyzer(options)
      yield* analyzer.analyzeAll(group)
    }
    return
  }
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
