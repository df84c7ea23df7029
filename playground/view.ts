// The view: a page of its own, without rights over this one.

/** Shows a page when it is ready, and only then takes the one before away: no flash while typing. */
export function showPage(frames: HTMLElement, html: string, title: string): void {
  const frame = document.createElement('iframe')
  // Its scripts run, but apart from this page's origin; whatever a page holds can reach nothing.
  frame.setAttribute('sandbox', 'allow-scripts allow-downloads')
  frame.setAttribute('allow', 'clipboard-write')
  frame.title = title
  frame.className = 'coming'
  frame.srcdoc = html
  frame.addEventListener('load', () => {
    frame.className = ''
    performance.mark('view')
    while (frames.firstChild && frames.firstChild !== frame) frames.firstChild.remove()
  })
  frames.append(frame)
}

export function saveFile(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has its own hold on the data once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
