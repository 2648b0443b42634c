import { defineConfig } from 'vitest/config'
import {
  programProject,
  REGENERATE_PROGRAM,
  REGENERATE_SOURCE,
  sourceProject,
} from './vitest.projects.js'

const CONTRACT = 'test/contract/**/*.test.ts'
const REGENERATE = 'test/{model,regenerate}/**'

const ELSEWHERE = [
  'test/full/**',
  // Run inside rendered projects.
  'test/server/**',
  // Slow, and part of vitest.regenerate.config.ts.
  'test/regenerate/{bad-input,git,histories,hostile-*,kill,migration-rows,moved-files}.test.ts',
  'test/regenerate/{own-tables,recipes,wing}.test.ts',
]

export default defineConfig({
  test: {
    setupFiles: ['test/support/seed.ts'],
    // The contract tests start real processes; two at once is what two cores take.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      sourceProject({
        include: ['test/**/*.test.ts'],
        exclude: [...ELSEWHERE, CONTRACT, REGENERATE],
      }),
      programProject({ include: [CONTRACT] }),
      // CI leaves these out: vitest.regenerate.config.ts has them, too.
      sourceProject(
        { include: ['test/model/**/*.test.ts', REGENERATE_SOURCE], exclude: ELSEWHERE },
        'regenerate-source',
      ),
      programProject({ include: [REGENERATE_PROGRAM], exclude: ELSEWHERE }, 'regenerate-program'),
    ],
  },
})
