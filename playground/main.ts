import { Analyst } from './analyst.js'
import { examples, loadExample } from './examples.js'
import { type Label, type Language, label, labelPage } from './labels.js'
import { type DownloadKind, defaults, type PageInput, type Settings, type Summary } from './protocol.js'
import { fromFragment, toFragment } from './share.js'
import { saveFile, showPage } from './view.js'

const element = <T extends HTMLElement>(id: string) => document.getElementById(id) as T
const text = element<HTMLTextAreaElement>('text')
const example = element<HTMLSelectElement>('example')
const status = element('status')
const settingIds = Object.keys(defaults) as (keyof Settings)[]

/** Longest link that mail and chat programs still carry whole. */
const LONGEST_LINK = 60_000

const analyst = new Analyst()
let language: Language = navigator.language.startsWith('zh') ? 'zh' : 'en'
let pages: PageInput[] = []
/** Index of the example shown, as long as it is unchanged. */
let shown: number | null = null
let last: Summary | null = null

const say = (name: Label, values: Record<string, string | number> = {}) => label(language, name, values)

function tell(message: string, wrong = false): void {
  status.textContent = message
  status.classList.toggle('wrong', wrong)
}

function settings(): Settings {
  return Object.fromEntries(
    settingIds.map((id) => [id, element<HTMLSelectElement>(id).value]),
  ) as unknown as Settings
}

function caption(encoding: string | null): void {
  const [page] = pages
  const several = pages.length > 1
  element('name').textContent = several ? say('ownPages', { n: pages.length }) : page?.name || say('ownText')
  const isText = typeof page?.content === 'string'
  element('kind').textContent =
    several || !page || isText
      ? ''
      : [
          say('bytes', { n: (page.content as Uint8Array).length }),
          ...(encoding ? [say('encoding', { encoding })] : []),
        ].join(' · ')
}

const darkness = matchMedia('(prefers-color-scheme: dark)')
/** Said to the view, which stands in a frame: there it may not hear of it in time. */
const theme = () => (darkness.matches ? 'dark' : 'light')

function summaryText(summary: Summary): string {
  const { exact, inferred, milliseconds, encoding: _, ...counts } = summary
  return say('summary', {
    ...counts,
    edits: exact + inferred,
    inferred,
    ms: Math.max(1, Math.round(milliseconds)),
  })
}

async function analyse(): Promise<void> {
  tell(say('working'))
  const asked = pages
  const answer = await analyst.ask({ kind: 'analyze', pages, settings: settings(), theme: theme() })
  if (answer === null) return
  if (answer.kind === 'error') return tell(answer.message, true)
  if (answer.kind !== 'analyze') return
  showPage(element('frames'), answer.html, say('view'))
  last = answer.summary
  if (asked === pages) {
    if (answer.decoded !== null) text.value = answer.decoded
    caption(last.encoding)
  }
  tell(summaryText(last))
}

function show(given: PageInput[], from: number | null): Promise<void> {
  pages = given
  shown = from
  const [page] = given
  // Bytes are shown as the library decodes them, and several pages only as their names.
  text.readOnly = given.length > 1
  text.value =
    given.length > 1
      ? given.map(({ name }) => name).join('\n')
      : typeof page.content === 'string'
        ? page.content
        : ''
  example.value = from === null ? '' : String(from)
  caption(null)
  return analyse()
}

async function showExample(index: number): Promise<void> {
  try {
    await show([await loadExample(index)], index)
  } catch (error) {
    tell((error as Error).message, true)
  }
}

async function openFiles(files: Iterable<File>): Promise<void> {
  const given: PageInput[] = []
  for (const file of files) given.push({ name: file.name, content: new Uint8Array(await file.arrayBuffer()) })
  if (given.length === 0) return
  setPane('view')
  await show(given, null)
}

async function share(): Promise<void> {
  if (pages.length !== 1) return tell(say('onlyOne', { n: pages.length }), true)
  const fragment = await toFragment({ page: pages[0], settings: settings() })
  const url = new URL(location.href)
  url.hash = fragment
  const n = url.href.length
  if (n > LONGEST_LINK) return tell(say('tooLong', { n }), true)
  history.replaceState(null, '', url)
  try {
    await navigator.clipboard.writeText(url.href)
    tell(say('copied', { n }))
  } catch {
    // No clipboard outside https and localhost, or not allowed.
    tell(say('shared', { n }))
  }
}

async function openLink(): Promise<boolean> {
  try {
    const linked = await fromFragment(location.hash)
    if (!linked) return false
    for (const id of settingIds) element<HTMLSelectElement>(id).value = linked.settings[id]
    await show([linked.page], null)
    return true
  } catch {
    await showExample(0)
    tell(say('badLink'), true)
    return true
  }
}

const files: Record<DownloadKind, { ending: string; type: string; label?: Label }> = {
  json: { ending: '.json', type: 'application/json' },
  jsonl: { ending: '.jsonl', type: 'application/jsonl' },
  html: { ending: '.html', type: 'text/html' },
  entities: { ending: '.entities.csv', type: 'text/csv', label: 'entities' },
  facts: { ending: '.facts.csv', type: 'text/csv', label: 'facts' },
  times: { ending: '.times.csv', type: 'text/csv', label: 'times' },
}

async function download(as: DownloadKind): Promise<void> {
  const answer = await analyst.ask({ kind: 'download', as })
  if (answer?.kind === 'error') return tell(answer.message, true)
  if (answer?.kind !== 'download') return
  const stem = pages.length === 1 ? pages[0].name.replace(/\.(txt|html?|gbk\.txt)$/i, '') : 'pages'
  const { ending, type } = files[as]
  saveFile(`${stem || 'page'}${ending}`, `${type};charset=utf-8`, answer.content)
}

function setPane(pane: string): void {
  document.body.dataset.pane = pane
  for (const tab of document.querySelectorAll<HTMLElement>('.tabs button'))
    tab.setAttribute('aria-pressed', String(tab.dataset.pane === pane))
}

/** Everything whose words depend on the language. */
function relabel(): void {
  labelPage(language)
  element('language').textContent = say('other')
  element('language').lang = language === 'zh' ? 'en' : 'zh-CN'
  example.replaceChildren(
    new Option('—', ''),
    ...examples.map((item, index) => new Option(say(item.label), String(index))),
  )
  example.value = shown === null ? '' : String(shown)
  const kinds = Object.keys(files) as DownloadKind[]
  element('kinds').replaceChildren(
    ...kinds.map((kind) => {
      const button = document.createElement('button')
      button.type = 'button'
      const name = files[kind].label
      button.textContent = name ? say(name) : kind.toUpperCase()
      button.dataset.kind = kind
      button.addEventListener('click', () => {
        element<HTMLDetailsElement>('downloads').open = false
        void download(kind)
      })
      return button
    }),
  )
}

function listenForPages(): void {
  let timer = 0
  text.addEventListener('input', () => {
    pages = [{ name: shown === null ? (pages[0]?.name ?? '') : '', content: text.value }]
    shown = null
    example.value = ''
    caption(null)
    clearTimeout(timer)
    timer = window.setTimeout(() => void analyse(), 250)
  })
  example.addEventListener('change', () => {
    if (example.value !== '') void showExample(Number(example.value))
  })
  const file = element<HTMLInputElement>('file')
  element('open').addEventListener('click', () => file.click())
  file.addEventListener('change', async () => {
    await openFiles(file.files ?? [])
    // The same file may be opened again after a change.
    file.value = ''
  })
  const drop = element('drop')
  addEventListener('dragover', (event) => {
    event.preventDefault()
    drop.hidden = false
  })
  addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) drop.hidden = true
  })
  addEventListener('drop', (event) => {
    event.preventDefault()
    drop.hidden = true
    void openFiles(event.dataTransfer?.files ?? [])
  })
  addEventListener('hashchange', () => void openLink())
}

function listenForControls(): void {
  for (const id of settingIds) element(id).addEventListener('change', () => void analyse())
  element('share').addEventListener('click', () => void share())
  element('language').addEventListener('click', () => {
    language = language === 'zh' ? 'en' : 'zh'
    relabel()
    void analyse()
  })
  for (const tab of document.querySelectorAll<HTMLElement>('.tabs button'))
    tab.addEventListener('click', () => setPane(tab.dataset.pane ?? 'view'))
  darkness.addEventListener('change', () => void analyse())
  const menus = document.querySelectorAll<HTMLDetailsElement>('.menu')
  addEventListener('click', (event) => {
    for (const menu of menus) if (!menu.contains(event.target as Node)) menu.open = false
  })
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    for (const menu of menus)
      if (menu.open) {
        menu.open = false
        menu.querySelector('summary')?.focus()
      }
  })
}

relabel()
setPane('view')
listenForPages()
listenForControls()
if (!(await openLink())) await showExample(0)
