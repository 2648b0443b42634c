import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { missingPackages } from '../../scripts/packages.mjs'

const MACHINE = { os: 'linux', cpu: 'x64', libc: 'glibc' }

function missing(packages: Parameters<typeof missingPackages>[0]['packages']): string[] {
  return missingPackages({ packages: { '': {}, ...packages } }, MACHINE, () => false)
}

describe('what npm ci would install and is not there', () => {
  test('names packages as they are called, wherever they lie', () => {
    const packages = {
      'node_modules/ejs': {},
      'node_modules/a/node_modules/@b/c': { os: ['linux'] },
    }
    expect(missing(packages)).toEqual(['ejs', '@b/c'])
  })

  test('is nothing where all of it is there', () => {
    expect(missingPackages({ packages: { 'node_modules/ejs': {} } }, MACHINE, () => true)).toEqual(
      [],
    )
  })

  test.each([
    [{ optional: true, os: ['linux'], cpu: ['x64'], libc: ['glibc'] }, true],
    [{ optional: true, os: ['linux'], cpu: ['x64'] }, true],
    [{ optional: true, os: ['!win32'] }, true],
    [{ optional: true, os: ['linux'], cpu: ['x64'], libc: ['musl'] }, false],
    [{ optional: true, os: ['linux'], cpu: ['arm64'] }, false],
    [{ optional: true, os: ['!linux'] }, false],
    [{ optional: true, cpu: ['wasm32'] }, false],
    [{ optional: true }, false],
  ])('%j: %s', (entry, isMissing) => {
    expect(missing({ 'node_modules/binary': entry })).toEqual(isMissing ? ['binary'] : [])
  })
})

test('what rendered projects need is installed for the demo', async () => {
  const read = async (path: string) => JSON.parse(await readFile(path, 'utf8'))
  const { packages } = await read('package-lock.json')
  for (const example of ['graphql-defaults', 'relay-email-login']) {
    const project = await read(`examples/${example}/package.json`)
    for (const name of Object.keys({ ...project.dependencies, ...project.devDependencies })) {
      expect(packages).toHaveProperty([`node_modules/${name}`])
    }
  }
})
