import { describe, expect, test } from 'vitest'
import {
  followInstall,
  installStep,
  withoutProgress,
} from '../../../src/project/finish/install-progress.js'

describe('the step of an install', () => {
  test.each([
    [
      'npm',
      'npm http fetch GET 200 https://registry.example/ejs 92ms (cache miss)',
      'resolving versions',
    ],
    [
      'npm',
      'npm http cache ejs@https://registry.example/ejs 0ms (cache hit)',
      'resolving versions',
    ],
    [
      'npm',
      'npm http fetch GET 200 https://registry.example/zod/-/zod-4.6.7.tgz 24446ms (cache miss)',
      'fetching packages',
    ],
    [
      'npm',
      'npm http cache zod@https://registry.example/zod/-/zod-4.6.7.tgz 0ms (cache hit)',
      'fetching packages',
    ],
    [
      'npm',
      'npm http fetch POST 200 https://registry.example/-/npm/v1/security/advisories/bulk 88ms',
      null,
    ],
    ['npm', 'added 188 packages in 21s', null],
    ['pnpm', 'Progress: resolved 22, reused 0, downloaded 0, added 0', 'resolving versions'],
    ['pnpm', 'Packages: +214', 'fetching packages'],
    [
      'pnpm',
      'Progress: resolved 309, reused 0, downloaded 219, added 214, done',
      'linking packages',
    ],
    [
      'pnpm',
      '.../bcrypt@6.0.0/node_modules/bcrypt install$ node-gyp-build',
      'running install scripts',
    ],
    ['yarn', '[2/5] Resolving packages...', 'resolving versions'],
    ['yarn', '[3/5] Fetching packages...', 'fetching packages'],
    ['yarn', '[4/5] Linking dependencies...', 'linking packages'],
    ['yarn', '[5/5] Building fresh packages...', 'running install scripts'],
    ['yarn', '➤ YN0000: ┌ Resolution step', 'resolving versions'],
    ['yarn', '::group::Fetch step', 'fetching packages'],
    ['yarn', '\u001B[94m➤\u001B[39m YN0000: ┌ Link step', 'linking packages'],
    ['bun', 'Resolving dependencies', 'resolving versions'],
    ['bun', 'Resolved, downloaded and extracted [1032]', 'linking packages'],
    ['bun', '+ ejs@7.0.2', null],
  ] as const)('of %s: %s', (packageManager, line, step) => {
    expect(installStep(packageManager, line)).toBe(step)
  })

  test('is told once, and none that is over', () => {
    const told: string[] = []
    const take = followInstall('pnpm', (step) => told.push(step))
    take('Progress: resolved 22, reused 0, downloaded 0, added 0')
    take('Packages: +214')
    take('Progress: resolved 309, reused 0, downloaded 27, added 0')
    take('Progress: resolved 309, reused 0, downloaded 219, added 214, done')
    take('Packages: +1')
    expect(told).toEqual(['resolving versions', 'fetching packages', 'linking packages'])
  })
})

test.each([
  [
    'npm',
    'npm http fetch GET https://r.example/redis attempt 1 failed with ECONNRESET',
    'npm http fetch GET 200 https://r.example/redis 5ms',
  ],
  [
    'pnpm',
    ' WARN  GET https://r.example/redis error (ECONNRESET). Will retry in 10 seconds. 2 retries left.',
    'Progress: resolved 22, reused 0, downloaded 0, added 0',
  ],
] as const)(
  'a registry that does not answer is told with %s, until it does',
  (packageManager, retry, answer) => {
    const told: string[] = []
    const take = followInstall(packageManager, (step) => told.push(step))
    for (const line of [answer, retry, retry, 'something else', answer]) take(line)
    const waiting = 'the registry does not answer, trying again'
    expect(told).toEqual(['resolving versions', waiting, 'resolving versions'])
  },
)

test('lines that only show progress explain no failure', () => {
  const output =
    'npm error network\n\nnpm http fetch GET 200 https://r.example/ejs 5ms\nnpm error code'
  expect(withoutProgress(output)).toBe('npm error network\nnpm error code')
})
