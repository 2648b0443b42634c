import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [
      'test/full/**',
      // Run inside rendered projects.
      'test/server/**',
      // Slow, and part of the full run.
      'test/regenerate/{bad-input,git,histories,hostile-*,kill,migration-rows,moved-files}.test.ts',
    ],
    globalSetup: ['test/support/packed.ts'],
    setupFiles: ['test/support/seed.ts'],
    // The contract tests start real processes; two at once is what two cores take.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})
