// Every word of the page, in English and Chinese.
export type Language = 'en' | 'zh'

const en = {
  example: 'Example',
  open: 'Open…',
  options: 'Options',
  share: 'Share',
  download: 'Download',
  page: 'Page',
  view: 'Result',
  panes: 'What is shown',
  pasteHere: 'Page text: type or paste here',
  drop: 'Drop pages here: text or HTML, any encoding',
  region: 'Script',
  regionAuto: 'Find out',
  regionCn: 'Mainland',
  regionTw: 'Taiwan',
  regionHk: 'Hong Kong',
  punctuation: 'Punctuation',
  punctuationChinese: 'Chinese marks',
  punctuationKeep: 'As it is',
  format: 'Format',
  formatAuto: 'Find out',
  formatText: 'Text',
  referenceDate: 'Reference date',
  entities: 'CSV: entities',
  facts: 'CSV: facts',
  times: 'CSV: times',
  ownText: 'Your text',
  ownPages: '{n} pages',
  demo: 'Copied page with pinyin put in: a river',
  taiwan: 'Taiwan, Traditional: a fishing port',
  company: 'GBK bytes: a half-year report',
  readWrong: 'GBK read as Latin-1: a railway',
  bytes: '{n} bytes',
  working: 'Reading…',
  copied: 'The link is in the clipboard: {n} characters.',
  shared: 'The link is in the address bar: {n} characters.',
  tooLong: 'This page is too long for a link ({n} characters): send the file instead.',
  onlyOne: 'A link holds one page: {n} are open.',
  badLink: 'This link is damaged or was cut off: the example is shown instead.',
  summary:
    '{characters} characters · {edits} edits, {inferred} of them inferred · {entities} entities · {facts} facts · {times} times · {issues} issues · {ms} ms',
  encoding: 'read as {encoding}',
  other: '中文',
}

const zh: Record<keyof typeof en, string> = {
  example: '示例',
  open: '打开文件…',
  options: '选项',
  share: '分享链接',
  download: '下载',
  page: '网页',
  view: '结果',
  panes: '显示',
  pasteHere: '网页文本：在此输入或粘贴',
  drop: '把网页拖到这里：文本或 HTML，任何编码',
  region: '字形',
  regionAuto: '自动判断',
  regionCn: '大陆',
  regionTw: '台湾',
  regionHk: '香港',
  punctuation: '标点',
  punctuationChinese: '中文标点',
  punctuationKeep: '保持原样',
  format: '格式',
  formatAuto: '自动判断',
  formatText: '文本',
  referenceDate: '参考日期',
  entities: 'CSV：实体',
  facts: 'CSV：数据',
  times: 'CSV：时间',
  ownText: '您的文本',
  ownPages: '{n} 个网页',
  demo: '夹入拼音的转载页：一江水',
  taiwan: '台湾繁体新闻：渔港整建',
  company: 'GBK 字节：半年报',
  readWrong: '误读为 Latin-1 的 GBK：铁路贯通',
  bytes: '{n} 字节',
  working: '正在分析…',
  copied: '链接已复制（{n} 个字符）。',
  shared: '链接已在地址栏（{n} 个字符）。',
  tooLong: '此页太长，无法放进链接（{n} 个字符）：请直接发送文件。',
  onlyOne: '一个链接只能放一个网页，现有 {n} 个。',
  badLink: '链接已损坏或被截断，改为显示示例。',
  summary:
    '{characters} 字 · 修改 {edits} 处，其中推断 {inferred} 处 · 实体 {entities} · 数据 {facts} · 时间 {times} · 问题 {issues} · {ms} 毫秒',
  encoding: '按 {encoding} 读取',
  other: 'English',
}

export type Label = keyof typeof en

export function label(language: Language, name: Label, values: Record<string, string | number> = {}): string {
  const text = (language === 'zh' ? zh : en)[name]
  return text.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ''))
}

/** Fills `data-label` (text) and `data-label-aria` (accessible name) of the page. */
export function labelPage(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  for (const element of document.querySelectorAll<HTMLElement>('[data-label]'))
    element.textContent = label(language, element.dataset.label as Label)
  for (const element of document.querySelectorAll<HTMLElement>('[data-label-aria]'))
    element.setAttribute('aria-label', label(language, element.dataset.labelAria as Label))
}
