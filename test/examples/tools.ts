// What the checks of the examples share: one process to compare with, Python with a package, a report.
import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))
export const cli = `${process.execPath} ${root}dist/cli.js`

export function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zhengwen-examples-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** What one process writes for the pages: what every engine must give, byte for byte. */
export function oneProcess(pages: string, out: string): void {
  const [stdin, stdout] = [openSync(pages, 'r'), openSync(out, 'w')]
  const argv = [`${root}dist/cli.js`, 'analyze', '--format', 'jsonl', '--workers', '1']
  execFileSync(process.execPath, argv, { stdio: [stdin, stdout, 'inherit'] })
  closeSync(stdin)
  closeSync(stdout)
}

export const has = (command: string) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0

/**
 * A Python that has the packages of `examples/<name>/requirements.txt`: the one that the variable PYTHON
 * names, python3, or a fresh environment outside the repository. Null where none can be had.
 */
export function pythonWith(name: string, module: string): string | null {
  const works = (python: string) =>
    spawnSync(python, ['-c', `import ${module}`], { stdio: 'ignore' }).status === 0
  for (const python of [process.env.PYTHON, 'python3']) if (python && works(python)) return python
  const folder = join(tmpdir(), `zhengwen-python-${name}`)
  const python = join(folder, 'bin/python')
  if (existsSync(python) && works(python)) return python
  const requirements = `${root}examples/${name}/requirements.txt`
  for (const [command, argv] of [
    ['python3', ['-m', 'venv', folder]],
    [python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]],
  ] as const)
    if (spawnSync(command, argv, { stdio: 'ignore' }).status !== 0) return null
  return works(python) ? python : null
}

let failures = 0

export function check(what: string, good: boolean, note: unknown = ''): void {
  if (!good) failures++
  console.log(`${good ? 'ok  ' : 'FAIL'} ${what} ${note}`.trimEnd())
}

export function skip(what: string, why: string): void {
  console.log(`skip ${what}: ${why}`)
}

export function finish(): void {
  if (failures === 0) return
  console.error(`${failures} failed`)
  process.exitCode = 1
}
