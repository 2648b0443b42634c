import { defineConfig } from 'vitest/config'
import { programProject, sourceProject } from './vitest.projects.js'

/** What starts the packed program. */
const PROGRAM = 'test/full/{install,move}.test.ts'

/** What installs, renders and compiles: a second core helps. */
const SIDE_BY_SIDE =
  'test/full/{all-shapes,clients,demo,dev,dump,own-tests,protections,restart}.test.ts'

export default defineConfig({
  test: {
    env: { EFFORT: process.env.EFFORT ?? 'all' },
    testTimeout: 1_800_000,
    hookTimeout: 600_000,
    projects: [
      programProject({ include: [PROGRAM], maxWorkers: 2, sequence: { groupOrder: 1 } }),
      sourceProject(
        { include: [SIDE_BY_SIDE], maxWorkers: 2, sequence: { groupOrder: 1 } },
        'side by side',
      ),
      sourceProject(
        {
          // Servers whose answers are timed, or that use all that the machine has.
          include: ['test/full/**/*.test.ts'],
          exclude: [PROGRAM, SIDE_BY_SIDE],
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
        'alone',
      ),
    ],
  },
})
