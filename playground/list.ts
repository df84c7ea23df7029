import type { Article } from '../src/index.js'

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A plain page of what was found. */
export function listView(articles: readonly Article[], lang: string): string {
  const body = articles.map(
    (article) =>
      `<h1>${escapeHtml(article.title?.text ?? '')}</h1><pre>${escapeHtml(article.text)}</pre><ul>${[
        ...article.entities.map(({ kind, name }) => `<li>${kind}: ${escapeHtml(name)}</li>`),
        ...article.facts.map(
          ({ kind, text, metric }) =>
            `<li>${kind}: ${escapeHtml(text)} ${escapeHtml(metric?.text ?? '')}</li>`,
        ),
      ].join('')}</ul>`,
  )
  return `<!doctype html><html lang="${lang}"><meta charset="utf-8"><style>:root{color-scheme:light dark}pre{white-space:pre-wrap;font:inherit}body{font:16px/1.8 sans-serif;margin:2rem}</style>${body.join('')}</html>`
}
