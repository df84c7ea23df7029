import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { testPackage } from './support/build.js'

const folder = `${testPackage}dist/data/`
const require = createRequire(import.meta.url)

describe('packed tables', () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.js'))

  it.each(names)('%s is the same to require and to import', async (name) => {
    const imported = await import(pathToFileURL(`${folder}${name}`).href)
    const required = require(`${folder}${name.replace(/js$/, 'cjs')}`)
    expect(Object.keys(required).sort()).toEqual(Object.keys(imported).sort())
    expect(required).toEqual({ ...imported })
    expect(Object.keys(required).length).toBeGreaterThan(0)
  })

  it('ship once', () => {
    const { analyze } = require(`${testPackage}dist/index.cjs`)
    expect(analyze('商洛市商州区今年完成投资3.5亿元。').entities.length).toBeGreaterThan(0)
    const loaded = Object.keys(require.cache).filter((path) => path.startsWith(folder))
    expect(loaded.length).toBe(names.length + 1)
  })
})
