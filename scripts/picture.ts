// npm run picture: docs/view.png, the picture of the view in the README, from the page that ships.
import { readFileSync } from 'node:fs'
import { analyze, toHtml } from '../src/index.js'
import { launchChromium } from './chromium.js'

const html = toHtml(analyze(readFileSync('examples/demo/page.txt', 'utf8')), { theme: 'light' })
const browser = await launchChromium()
const page = await browser.newPage({ viewport: { width: 1180, height: 820 } })
await page.setContent(html)
// A money fact of the first paragraphs shows the most of a record.
await page.locator('.block.k-paragraph .m.fact', { hasText: '元' }).first().hover()
await page.screenshot({ path: 'docs/view.png' })
await browser.close()
