const NAMED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/**
 * Text for HTML, in content and in quoted attributes. Controls, which a browser drops or takes for the end,
 * are shown as their pictures: ␀.
 */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'\0-\x08\x0b-\x1f]/g, (char) => {
    if (char === '\r') return ''
    return NAMED[char] ?? String.fromCharCode(0x2400 + char.charCodeAt(0))
  })
}

/** Data for a `<script type="application/json">`: nothing in it can end the script. */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
