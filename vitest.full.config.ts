import { defineConfig } from 'vitest/config'

/** What installs, renders and compiles: a second core helps. */
const SIDE_BY_SIDE = 'test/full/{all-shapes,demo,dump,install,move,own-tests,protections}.test.ts'

export default defineConfig({
  test: {
    // A sample kills and fuzzes less; all of it takes its time.
    env: process.env.SAMPLED === '1' ? {} : { FULL_RUN: '1' },
    globalSetup: ['test/support/packed.ts'],
    testTimeout: 1_800_000,
    hookTimeout: 600_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'side by side',
          include: [SIDE_BY_SIDE],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          // Servers whose answers are timed, or that use all that the machine has.
          name: 'alone',
          include: ['test/full/**/*.test.ts'],
          exclude: [SIDE_BY_SIDE],
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
