import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readHtml } from '../../src/article/index.js'
import { analyze } from '../../src/index.js'
import { Doc } from '../../src/text/index.js'
import { type Case, runCases } from '../support/cases.js'

const page = `<!DOCTYPE html><html><head><meta charset="utf-8">
<title>千亩荷塘引客来_鄱湖晚报</title>
<meta name="author" content="俞莲"><meta property="article:published_time" content="2021-07-08T09:10:00+08:00">
<style>p { color: red }</style></head><body class="page has-sidebar">
<nav><a href="/">首页</a> <a href="/n">新闻</a></nav>
<div class="breadcrumb"><ul><li><a>首页</a></li><li><a>新闻</a></li><li><a>农业</a></li></ul></div>
<div class="article"><h1>千亩荷塘引客来</h1>
<div class="info"><span>2021-07-08 09:10</span> <span>来源：鄱湖晚报</span></div>
<p>　　盛夏时节，莲湖乡的千亩荷塘迎来盛花期，<b>游客</b>络绎不绝。乡里顺势推出采莲、垂钓、农家乐等
项目。</p>
<p>&ldquo;周末一天要接待三十桌客人。&rdquo;农家乐老板阮大姐说。<br>据统计，花期以来莲湖乡已接待游客六万人次。</p>
<figure><img src="a.jpg"><figcaption>游客在荷塘边拍照</figcaption></figure></div>
<div class="related"><h3>相关新闻</h3><ul><li><a>莲子喜获丰收</a></li><li><a>水乡新貌入画来</a></li></ul></div>
<div style="display:none">真人娱乐开户，注册送彩金</div>
<script>var a = "<p>x</p>"</script><footer>版权所有 鄱湖晚报</footer></body></html>`

interface HtmlCase extends Case {
  html: string
  expect: {
    title: string
    date: string
    publisher: string
    /** `name/role` */
    authors: string[]
    section: string[]
    /** How many paragraphs. */
    body?: number
  }
}

runCases<HtmlCase>('article-html', ({ html, expect: want }) => {
  const { title, publishedAt, publisher, authors, section, body } = analyze(html, { format: 'html' })
  expect(title?.text).toBe(want.title)
  expect(publishedAt?.iso).toBe(want.date)
  expect(publisher?.name).toBe(want.publisher)
  expect(authors.map(({ name, role }) => `${name}/${role}`).sort()).toEqual(want.authors.sort())
  expect(section).toEqual(want.section)
  if (want.body !== undefined) expect(body).toHaveLength(want.body)
})

describe('html', () => {
  const article = analyze(page, { format: 'html' })

  it('finds the fields of the page, from its text and its metadata', () => {
    expect(article.title?.text).toBe('千亩荷塘引客来')
    expect(article.publishedAt?.iso).toBe('2021-07-08T09:10:00+08:00')
    expect(article.publisher?.name).toBe('鄱湖晚报')
    expect(article.authors.map(({ name }) => name)).toEqual(['俞莲'])
    expect(article.section).toEqual(['新闻', '农业'])
  })

  it('takes the paragraphs and nothing else as the body', () => {
    expect(article.body.map(({ start, end }) => article.text.slice(start, end))).toEqual([
      '盛夏时节，莲湖乡的千亩荷塘迎来盛花期，游客络绎不绝。乡里顺势推出采莲、垂钓、农家乐等项目。',
      '“周末一天要接待三十桌客人。”农家乐老板阮大姐说。',
      '据统计，花期以来莲湖乡已接待游客六万人次。',
    ])
    const kinds = article.blocks.map(({ kind }) => kind)
    expect(kinds).toContain('caption')
    expect(kinds).toContain('footer')
    expect(kinds.filter((kind) => kind === 'related')).toHaveLength(3)
  })

  it('leaves out hidden text, scripts and styles', () => {
    expect(article.text).not.toMatch(/彩金|color|var a/)
  })

  it('points into the source, attributes and entities included', () => {
    const at = (mention: { sourceSpan: { start: number; end: number } } | null) =>
      mention && article.source.slice(mention.sourceSpan.start, mention.sourceSpan.end)
    expect(at(article.title)).toBe('千亩荷塘引客来')
    expect(at(article.publishedAt)).toBe('2021-07-08T09:10:00+08:00')
    expect(at(article.authors[0])).toBe('俞莲')
    const quoted = article.blocks.find(({ span }) => article.text.startsWith('“周末', span.start))
    expect(article.source.slice(quoted?.sourceSpan.start, quoted?.sourceSpan.end)).toContain('&ldquo;周末')
  })

  it('reads JSON-LD, broken or not', () => {
    const script =
      '{"headline":"石桥村通了公交","datePublished":"2023-05-06","author":{"@type":"Person","name":"\\u738b\\u5029"},'
    const { title, publishedAt, authors } = analyze(
      `<script type="application/ld+json">${script}</script><p>石桥村昨天通了公交，三百多户村民出行方便了。</p>`,
      { format: 'html' },
    )
    expect(title?.text).toBe('石桥村通了公交')
    expect(publishedAt?.iso).toBe('2023-05-06')
    expect(authors.map(({ name }) => name)).toEqual(['王倩'])
  })

  it('reads plain text given as html as plain text', () => {
    expect(Doc.of('今年雨水好。').edit(readHtml(Doc.of('今年雨水好。')).edits).text).toBe('今年雨水好。')
  })

  const soup = fc
    .array(
      fc.constantFrom(
        '<p>',
        '</p>',
        '<div class="related">',
        '</div>',
        '<br>',
        '<title>',
        '</title>',
        '<script>',
        '</script>',
        '<meta name="author" content="王倩">',
        "<meta content='2023-05-06' name=date>",
        '&nbsp;',
        '&amp;',
        '&#x4e2d;',
        '&bogus;',
        '<!-- 注 -->',
        '<![CDATA[x]]>',
        '<',
        '?/p>',
        '  \n ',
        '今年雨水好，收成也好。',
        '来源：秦岭晚报',
        '\ud83d',
        '<script type="application/ld+json">{"headline":"雨水好收成好"}',
        '<li hidden>',
        '<pre> a\n b</pre>',
      ),
      { maxLength: 16 },
    )
    .map((parts) => parts.join(''))

  it('leaves out the readings of ruby, which are no text of the line', () => {
    const html = '<p><ruby>商<rp>(</rp><rt>shāng</rt><rp>)</rp>洛<rt>luò</rt></ruby>市开工</p>'
    expect(analyze(html, { format: 'html' }).text).toBe('商洛市开工')
  })

  it('reads text without any tag as text, line by line', () => {
    expect(analyze('春耕开局良好\n\n全县开犁三万亩。', { format: 'html' }).text).toBe(
      '春耕开局良好\n\n全县开犁三万亩。',
    )
  })

  it('reads text with signs that open no element as text', () => {
    const text = '房价<一万的小区有三个。\n\n记者发现，成交量<去年，a<b 的情况很多，单价 > 两万的更少。'
    expect(analyze(text, { format: 'html' }).text).toContain('\n\n记者发现，成交量<去年，a<b 的情况很多')
    expect(analyze('<b>春耕开局良好</b><i>全县开犁</i>', { format: 'html' }).text).toBe(
      '春耕开局良好全县开犁',
    )
  })

  it('keeps linear time however deep elements nest', () => {
    const deep = (n: number) => `${'<div><ul><li>'.repeat(n)}<p>全县开犁三万亩。</p>${'</b></div>'.repeat(n)}`
    const time = (html: string) => {
      const start = process.cpuUsage().user
      readHtml(Doc.of(html))
      return process.cpuUsage().user - start
    }
    time(deep(20_000))
    expect(time(deep(160_000))).toBeLessThan(40 * time(deep(20_000)))
    expect(analyze(deep(5000), { format: 'html' }).text).toContain('全县开犁三万亩。')
  })

  it('takes any tag soup, and every span of the text leads back to the source', () => {
    fc.assert(
      fc.property(soup, (html) => {
        const doc = Doc.of(html)
        const { edits, hints } = readHtml(doc)
        const clean = doc.edit(edits)
        for (const { span } of hints) {
          expect(span.start).toBeLessThanOrEqual(span.end)
          expect(span.end).toBeLessThanOrEqual(html.length)
        }
        expect(clean.text.startsWith('\n')).toBe(false)
        let at = 0
        for (const { span } of analyze(html, { format: 'html' }).blocks) {
          expect(span.start).toBe(at)
          at = span.end
        }
      }),
      { numRuns: 300 },
    )
  })
})
