import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/{model,regenerate}/**/*.test.ts'],
    // Every write is killed, and a thousand histories are tried; a sample tries fewer.
    env: { FULL_RUN: '1', PROPERTY_RUNS: process.env.SAMPLED === '1' ? '200' : '1000' },
    globalSetup: ['test/support/packed.ts'],
    setupFiles: ['test/support/seed.ts'],
    maxWorkers: 2,
    testTimeout: 1_200_000,
    hookTimeout: 600_000,
  },
})
