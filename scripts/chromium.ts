// Headless Chromium as the system has it (Debian: package chromium), driven by playwright-core.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Path of the first Chromium on PATH, or what the variable CHROMIUM names; null where there is none. */
export function findChromium(): string | null {
  if (process.env.CHROMIUM) return process.env.CHROMIUM
  for (const folder of (process.env.PATH ?? '').split(delimiter))
    for (const name of names) {
      const file = join(folder, name)
      if (existsSync(file)) return file
    }
  return null
}

/** Stops the program, saying what to install, where there is no Chromium. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === null) {
    console.error('No Chromium on PATH. Debian: apt-get install chromium. Or set CHROMIUM to its path.')
    process.exit(1)
  }
  // Chromium's sandbox does not start for root, as in most CI containers.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath, args })
}
