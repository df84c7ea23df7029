// The package as its users get it: packed, and installed into an empty folder.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface InstalledPackage {
  /** A project whose node_modules hold the packed zhengwen; sources of the check app in `src`. */
  folder: string
  /** Bytes of the tarball. */
  packed: number
  remove(): void
}

export function installPackage(): InstalledPackage {
  const folder = mkdtempSync(join(tmpdir(), 'zhengwen-browser-'))
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], { cwd: root })
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))!
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  const flags = ['--no-audit', '--no-fund', '--silent', '--prefer-offline', '--ignore-scripts']
  execFileSync('npm', ['install', ...flags, `./${tarball}`], { cwd: folder })
  const packed = statSync(join(folder, tarball)).size
  mkdirSync(join(folder, 'src'))
  cpSync(join(root, 'test/browser/app'), join(folder, 'src'), { recursive: true })
  return { folder, packed, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
