import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { testPackage } from './support/build.js'

const required = createRequire(import.meta.url)(`${testPackage}dist/index.cjs`) as Record<string, unknown>

it('import gives in Node what require gives', async () => {
  const { inner: _, ...calls } = required
  expect({ ...(await import(pathToFileURL(`${testPackage}dist/index.js`).href)) }).toEqual(calls)
})

it('the modules for browsers have the same calls', async () => {
  const { inner: _, ...calls } = required
  const browser = await import(pathToFileURL(`${testPackage}dist/browser.js`).href)
  expect(Object.keys(browser).sort()).toEqual(Object.keys(calls).sort())
})
