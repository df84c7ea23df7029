import { describe, expect, it } from 'vitest'
import { analyze, toHtml } from '../../src/index.js'
import { newsLines } from '../support/pages.js'

const evil = `<script>alert("1")</script> & ' <img src=x onerror=alert(1)> </textarea><!-- 今年全县开工项目104个 \0`

/** What a browser would show of a stretch of markup. */
const shown = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')

describe('toHtml', () => {
  it('is one file that asks the network for nothing', () => {
    const html = toHtml(analyze(newsLines.join('\n')))
    expect(html).toMatch(/^<!doctype html>/)
    expect(html).not.toMatch(/<(link|img|iframe)\b|\bsrc=|@import|url\(/)
    expect(html).toContain("default-src 'none'")
  })

  it('shows a page full of markup as text: no tag of the page becomes a tag', () => {
    const article = analyze(evil, { id: evil })
    article.entities.push({
      kind: 'place',
      id: 'e99',
      name: evil,
      level: 'other',
      code: null,
      path: [evil],
      candidates: [],
      mentions: [{ text: evil, span: { start: 0, end: 20 }, sourceSpan: { start: 0, end: 20 } }],
      confidence: 1,
      rules: [evil],
    })
    const html = toHtml(article, { title: evil })
    expect(html.match(/<script/g)).toHaveLength(2)
    expect(html.match(/<\/script>/g)).toHaveLength(2)
    expect(html).not.toMatch(/<img|<!--|<\/textarea/)
    expect(shown(html)).toContain('<script>alert("1")</script>')
  })

  it('loses nothing: the clean text and the source stand in it, character for character', () => {
    const page = newsLines.join('\n')
    const article = analyze(page)
    const html = toHtml(article)
    const clean = html.slice(html.indexOf('class="text clean"'), html.indexOf('class="changes text"'))
    const flat = (text: string) => text.replace(/[\r\n]/g, '')
    expect(flat(shown(`<p ${clean}`))).toContain(flat(article.text).slice(0, 200))
    const changes = html.slice(
      html.indexOf('</p>', html.indexOf('class="changes text"')),
      html.indexOf('<aside'),
    )
    expect(flat(shown(changes.replace(/<ins[^>]*>.*?<\/ins>/gs, '')))).toBe(flat(page))
    expect(flat(shown(changes.replace(/<del[^>]*>.*?<\/del>/gs, '')))).toBe(flat(article.text))
  })

  it('tells exact edits from inferred ones', () => {
    const article = analyze('產業')
    article.edits[1] = { ...article.edits[1], certainty: 'inferred' }
    expect(toHtml(article)).toMatch(
      /<ins class="exact"[^>]*>产<\/ins>.*<ins class="inferred"[^>]*>业<\/ins>/s,
    )
  })

  it('puts several pages into one report with an index', () => {
    const html = toHtml([analyze('甲地新闻', { id: 'a' }), analyze('乙地新闻', { id: 2 })])
    expect(html).toContain('2 pages')
    expect(html).toContain('href="#page-2"')
    expect(html.match(/<article class="page"/g)).toHaveLength(2)
  })

  it('takes an empty page', () => {
    expect(toHtml(analyze(''))).toContain('Page 1')
    expect(toHtml([])).toContain('0 pages')
  })
})
