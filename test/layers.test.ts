import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const src = fileURLToPath(new URL('../src', import.meta.url))

/** One way through the house: a room imports only from those before it. */
const rooms = [
  'generated',
  'text',
  'repair',
  'simplify',
  'article',
  'segment',
  'entities',
  'times',
  'facts',
  'record',
]
/** Files beside the rooms join them up; `batch` and `cli` stand after them. */
const after = ['.', 'batch', 'cli']

function roomOf(file: string): string {
  const path = relative(src, file).split(/[\\/]/)
  return path.length > 1 ? path[0] : '.'
}

describe('rooms', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(src, name))

  it.each(files.map((file) => [relative(src, file), file]))(
    '%s imports only from the rooms before it',
    (_, file) => {
      const room = roomOf(file)
      const order = [...rooms, ...after]
      expect(order).toContain(room)
      for (const [, specifier] of readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g)) {
        const target = roomOf(resolve(dirname(file), specifier))
        if (target === room) continue
        expect(order.indexOf(target), `${relative(src, file)} imports ${specifier}`).toBeLessThan(
          order.indexOf(room),
        )
        if (rooms.includes(room)) expect(rooms).toContain(target)
      }
    },
  )

  it('text imports nothing', () => {
    for (const file of files.filter((f) => roomOf(f) === 'text'))
      for (const [, specifier] of readFileSync(file, 'utf8').matchAll(/from '([^']+)'/g))
        expect(specifier.startsWith('./'), `${file} imports ${specifier}`).toBe(true)
  })
})
