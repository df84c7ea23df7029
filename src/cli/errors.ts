/** The caller asked for something that there is not: one line, exit 2. */
export class UsageError extends Error {}

/** Something outside could not be read or written: one line, exit 1. */
export class RunError extends Error {}

/** What the system said, in words: `no such file`. */
export function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return 'no such file'
  if (code === 'EACCES' || code === 'EPERM') return 'not allowed'
  if (code === 'EISDIR') return 'it is a directory'
  return message ?? String(error)
}
