import { describe, expect, test } from 'vitest'
import { runningPackageManager } from '../../src/model/package-manager.js'
import { projectName } from '../../src/project/name.js'
import { newSecretKey } from '../../src/project/secret.js'

describe('the package name of a project', () => {
  test.each([
    ['/home/me/my-app', 'my-app'],
    ['/home/me/My App', 'my-app'],
    ['/home/me/.hidden', 'hidden'],
    ['/home/me/Café Über', 'cafe-uber'],
    ['/home/me/a_b.c~d', 'a_b.c-d'],
    ['/home/me/日本', null],
    ['/home/me/node_modules', null],
    ['/', null],
  ])('%s is %s', (directory, name) => {
    expect(projectName(directory)).toBe(name)
  })
})

describe('the running package manager', () => {
  test.each([
    ['npm/10.8.2 node/v20.20.2 linux x64 workspaces/false', 'npm'],
    ['pnpm/10.1.0 npm/? node/v22.0.0 linux x64', 'pnpm'],
    ['yarn/4.5.0 npm/? node/v20.0.0', 'yarn'],
    ['bun/1.2.0 npm/? node/v22.6.0', 'bun'],
    ['deno/2.0.0', 'npm'],
    [undefined, 'npm'],
  ])('%s is %s', (userAgent, name) => {
    expect(runningPackageManager(userAgent)).toBe(name)
  })
})

test('a secret key has more than 32 random bytes and needs no quotes', () => {
  const keys = Array.from({ length: 100 }, newSecretKey)
  expect(new Set(keys).size).toBe(100)
  for (const key of keys) {
    expect(key).toMatch(/^[A-Za-z0-9_-]+$/)
    expect(Buffer.from(key, 'base64url').length).toBeGreaterThan(32)
  }
})
