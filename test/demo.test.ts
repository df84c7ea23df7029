import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { cli } from './support/cli.js'

const page = fileURLToPath(new URL('../examples/demo/page.txt', import.meta.url))

// What a newcomer sees first. After a change that is meant, look at the difference, then `npx vitest run -u test/demo`.
it('the demo page gives its golden output', async () => {
  const { code, stdout } = await cli(['analyze', page, '--no-color'])
  expect(code).toBe(0)
  await expect(stdout).toMatchFileSnapshot('golden/demo.txt')
})
