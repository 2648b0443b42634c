import { defineConfig } from 'vitest/config'
import {
  programProject,
  REGENERATE_PROGRAM,
  REGENERATE_SOURCE,
  sourceProject,
} from './vitest.projects.js'

export default defineConfig({
  test: {
    env: { EFFORT: process.env.EFFORT ?? 'all' },
    setupFiles: ['test/support/seed.ts'],
    maxWorkers: 2,
    testTimeout: 1_200_000,
    hookTimeout: 600_000,
    projects: [
      sourceProject({ include: ['test/model/**/*.test.ts', REGENERATE_SOURCE] }),
      programProject({ include: [REGENERATE_PROGRAM] }),
    ],
  },
})
