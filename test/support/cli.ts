import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { testPackage } from './build.js'

export interface Finished {
  code: number | null
  stdout: string
  stderr: string
}

/** Starts the built command line as a process of its own. */
export function startCli(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [`${testPackage}dist/cli.js`, ...args], {
    env: { PATH: process.env.PATH, ...env },
  })
  // A process that ends before it has read everything is no failure of the test that wrote to it.
  child.stdin.on('error', () => {})
  return child
}

export async function finished(child: ChildProcessWithoutNullStreams): Promise<Finished> {
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout.on('data', (chunk) => out.push(chunk))
  child.stderr.on('data', (chunk) => err.push(chunk))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }
}

/** Runs it with these bytes on stdin, to its end. */
export async function cli(
  args: readonly string[],
  input: string | Uint8Array = '',
  env: NodeJS.ProcessEnv = {},
): Promise<Finished> {
  const child = startCli(args, env)
  child.stdin.end(input)
  return finished(child)
}

/** A line of output: a record or an error, as far as the tests look into it. */
export interface OutputRecord {
  id: unknown
  ok?: boolean
  error: { code: string; message: string }
  meta: unknown
  source: string
  text: string
  encoding: string | null
  title: unknown
}

/** The records of a JSON Lines output. */
export function records(stdout: string): OutputRecord[] {
  const lines = stdout.split('\n')
  if (lines.pop() !== '') throw new Error('the last line has no line feed')
  return lines.map((line) => JSON.parse(line))
}
