import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/full/**/*.test.ts'],
    // A sample kills and fuzzes less; all of it takes its time.
    env: process.env.SAMPLED === '1' ? {} : { FULL_RUN: '1' },
    globalSetup: ['test/support/packed.ts'],
    fileParallelism: false,
    testTimeout: 1_800_000,
    hookTimeout: 600_000,
  },
})
