/**
 * What moves in the view: views, kinds, the panel, sorting, copying. Plain JavaScript as text, since it runs in the
 * reader's browser; every value of a record is set as text, never as HTML.
 */
export const SCRIPT = `
(() => {
const root = document.documentElement, body = document.body
const data = JSON.parse(document.getElementById('data').textContent)
const all = (selector, from = document) => [...from.querySelectorAll(selector)]
const set = (button, on) => button.setAttribute('aria-pressed', String(on))
const dark = matchMedia('(prefers-color-scheme: dark)')
const theme = (name) => { root.dataset.theme = name }
if (!root.dataset.theme) theme(dark.matches ? 'dark' : 'light')
document.getElementById('theme').addEventListener('click', () => theme(root.dataset.theme === 'dark' ? 'light' : 'dark'))
for (const button of all('[data-view]')) button.addEventListener('click', () => {
  for (const other of all('[data-view]')) { set(other, other === button); body.classList.toggle('view-' + other.dataset.view, other === button) }
})
for (const button of all('[data-kind-key]')) button.addEventListener('click', () => {
  const on = button.getAttribute('aria-pressed') !== 'true'
  set(button, on); body.classList.toggle('no-' + button.dataset.kindKey, !on)
})
const el = (name, text, className) => { const e = document.createElement(name); if (text !== undefined) e.textContent = text; if (className) e.className = className; return e }
const show = (value) => Array.isArray(value) ? value.map(show).filter(Boolean).join('; ')
  : value && typeof value === 'object' ? Object.values(value).map(show).filter(Boolean).join(' ') : value === null || value === false ? '' : String(value)
const card = (record) => {
  const div = el('div', undefined, 'of ' + record.kind), list = el('dl')
  div.append(el('h3', record.title))
  for (const [key, value] of record.rows) { const text = show(value); if (text) list.append(el('dt', key), el('dd', text)) }
  div.append(list)
  return div
}
let pinned = null
const light = (ids) => { for (const m of all('.m.on')) m.classList.remove('on'); for (const id of ids) for (const m of all('.m[data-r~="' + CSS.escape(id) + '"]')) m.classList.add('on') }
const open = (page, ids, inner) => {
  const panel = page.querySelector('aside.panel'), order = [inner, ...ids.filter((id) => id !== inner)]
  panel.replaceChildren(...order.map((id) => data[id]).filter(Boolean).map(card))
  panel.classList.remove('empty')
  light([inner])
}
const close = (page) => { pinned = null; light([]); const panel = page.querySelector('aside.panel'); panel.classList.add('empty'); panel.replaceChildren(el('p', panel.dataset.hint, 'hint')) }
const from = (m) => open(m.closest('.page'), m.dataset.r.split(' '), m.dataset.i)
for (const m of all('.m')) {
  m.addEventListener('mouseenter', () => { if (!pinned) from(m) })
  m.addEventListener('focus', () => { if (!pinned) from(m) })
  m.addEventListener('click', () => { pinned = m; from(m) })
}
document.addEventListener('keydown', (event) => {
  const at = document.activeElement
  if (event.key === 'Escape') { for (const page of all('.page:not([hidden])')) close(page); return }
  if (!at || !at.classList.contains('m')) return
  if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); pinned = at; from(at); return }
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
  if (!step) return
  event.preventDefault()
  pinned = null
  const marks = all('.m[tabindex]', at.closest('.page'))
  const next = marks[marks.indexOf(at) + step]
  if (next) next.focus()
})
for (const button of all('[data-go]')) button.addEventListener('click', () => {
  const id = button.dataset.go, page = button.closest('.page')
  all('[data-view]').find((b) => b.dataset.view === 'clean').click()
  const marks = all('.m[data-r~="' + CSS.escape(id) + '"]', page), m = marks.find((x) => x.dataset.i === id) || marks[0]
  pinned = m || button; open(page, [id], id)
  if (m) m.scrollIntoView({ block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' })
})
for (const button of all('thead button')) button.addEventListener('click', () => {
  const th = button.closest('th'), table = th.closest('table'), c = [...th.parentNode.children].indexOf(th)
  const up = th.getAttribute('aria-sort') !== 'ascending', number = th.classList.contains('n')
  for (const other of all('thead th', table)) other.removeAttribute('aria-sort')
  th.setAttribute('aria-sort', up ? 'ascending' : 'descending')
  const value = (row) => { const text = row.children[c].textContent; return number ? parseFloat(text.replace(/[^-0-9.]/g, ' ').trim()) || 0 : text }
  const rows = [...table.tBodies[0].rows].map((row) => [value(row), row])
  rows.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0) * (up ? 1 : -1))
  table.tBodies[0].append(...rows.map(([, row]) => row))
})
const csv = (text) => {
  const safe = /^[=+@\\t\\r]|^-(?![0-9.])/.test(text) ? "'" + text : text
  return /[",\\n\\r]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe
}
const copy = (text) => {
  const area = el('textarea', text)
  body.append(area); area.select(); document.execCommand('copy'); area.remove()
}
for (const button of all('.copy')) button.addEventListener('click', async () => {
  const rows = all('tr', button.closest('section').querySelector('table')).map((row) => [...row.children].map((cell) => csv(cell.textContent)).join(','))
  const text = rows.join('\\r\\n') + '\\r\\n'
  try { await navigator.clipboard.writeText(text) } catch { copy(text) }
  const label = button.textContent
  button.textContent = 'Copied'; setTimeout(() => { button.textContent = label }, 1500)
})
const pages = all('.page')
const turn = () => {
  const wanted = pages.find((page) => '#' + page.id === location.hash) || pages[0]
  for (const page of pages) page.hidden = page !== wanted
  for (const link of all('nav.index a')) link.getAttribute('href') === '#' + wanted.id ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current')
}
if (pages.length > 1) { addEventListener('hashchange', turn); turn() }
})()
`
