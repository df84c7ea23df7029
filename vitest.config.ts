import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    alias: {
      '#entity-model': fileURLToPath(new URL('./src/entities/model/data.node.ts', import.meta.url)),
      '#html-parser': fileURLToPath(new URL('./src/article/parser.node.ts', import.meta.url)),
      '#repair-data': fileURLToPath(new URL('./src/repair/data.node.ts', import.meta.url)),
      '#segment-engine': fileURLToPath(new URL('./src/segment/engine.node.ts', import.meta.url)),
    },
  },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    globalSetup: ['test/support/build.ts'],
  },
})
