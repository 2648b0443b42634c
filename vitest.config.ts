import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The tests of the server run inside rendered projects.
    exclude: ['test/full/**', 'test/server/**'],
    globalSetup: ['test/support/packed.ts'],
    // The contract tests start real processes; two at once is what two cores take.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})
