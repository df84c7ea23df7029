// The library, off the main thread.
import { type Article, analyze, ready, toHtml } from '../src/index.js'
import { entitiesCsv, factsCsv, timesCsv } from './csv.js'
import type { Answer, DownloadKind, Envelope, PageInput, Settings, Summary, Task } from './protocol.js'

// Loading starts with the worker, before the first page comes.
const loading = ready()
// Reported with the first page.
loading.catch(() => {})
let articles: Article[] = []

const htmlStart = /^[\ufeff\s]{0,200}<(?:!doctype|html|head|body|div|p|article|meta)\b/i

function formatOf({ content }: PageInput, format: Settings['format']): 'text' | 'html' {
  if (format !== 'auto') return format
  const head =
    typeof content === 'string'
      ? content.slice(0, 400)
      : new TextDecoder('latin1').decode(content.slice(0, 400))
  return htmlStart.test(head) ? 'html' : 'text'
}

function read(page: PageInput, { region, punctuation, format, referenceDate }: Settings): Article {
  return analyze(page.content, {
    id: page.name || null,
    region,
    punctuation,
    format: formatOf(page, format),
    ...(referenceDate ? { referenceDate } : {}),
  })
}

function summarise(milliseconds: number): Summary {
  const sum = (count: (article: Article) => number) => articles.reduce((n, article) => n + count(article), 0)
  return {
    characters: sum(({ text }) => text.length),
    exact: sum(({ edits }) => edits.filter((edit) => edit.certainty === 'exact').length),
    inferred: sum(({ edits }) => edits.filter((edit) => edit.certainty === 'inferred').length),
    entities: sum(({ entities }) => entities.length),
    facts: sum(({ facts }) => facts.length),
    times: sum(({ times }) => times.length),
    issues: sum(({ issues }) => issues.length),
    encoding: articles.length === 1 ? articles[0].encoding : null,
    milliseconds,
  }
}

const view = (theme: 'auto' | 'light' | 'dark') =>
  toHtml(articles.length === 1 ? articles[0] : articles, { theme })

/** U+2028 and U+2029 end a line for some readers of JSON Lines. */
const jsonLine = (article: Article) =>
  JSON.stringify(article).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')

const downloads: Record<DownloadKind, () => string> = {
  json: () => `${JSON.stringify(articles.length === 1 ? articles[0] : articles, null, 2)}\n`,
  jsonl: () => articles.map((article) => `${jsonLine(article)}\n`).join(''),
  html: () => view('auto'),
  entities: () => entitiesCsv(articles),
  facts: () => factsCsv(articles),
  times: () => timesCsv(articles),
}

async function answer(task: Task): Promise<Answer> {
  if (task.kind === 'download') return { kind: 'download', content: downloads[task.as]() }
  await loading
  const from = performance.now()
  articles = task.pages.map((page) => read(page, task.settings))
  const milliseconds = performance.now() - from
  const bytes = task.pages.length === 1 && typeof task.pages[0].content !== 'string'
  return {
    kind: 'analyze',
    html: view(task.theme),
    summary: summarise(milliseconds),
    decoded: bytes ? articles[0].source : null,
  }
}

addEventListener('message', async ({ data }: MessageEvent<Envelope<Task>>) => {
  let body: Answer
  try {
    body = await answer(data.body)
  } catch (error) {
    body = { kind: 'error', message: error instanceof Error ? error.message : String(error) }
  }
  // The worker's own postMessage; the types here are a window's, whose call has another shape.
  ;(postMessage as (message: Envelope<Answer>) => void)({ seq: data.seq, body })
})
