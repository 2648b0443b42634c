import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { PACKAGE_MANAGER_NAMES, type PackageManager } from '../../src/model/package-manager.js'
import { render } from '../../src/render/render.js'
import { packageManagerView } from '../../src/render/view/package-manager.js'
import { projectWith } from '../support/settings.js'

const HELD_VERSIONS = {
  '@graphql-tools/utils': '^12.1.0',
  '@whatwg-node/disposablestack': '^0.0.6',
  '@whatwg-node/promise-helpers': '^1.3.2',
}

const viewOf = (name: PackageManager) => packageManagerView(name, ['a-driver'])

/** What stands in package.json for one package manager only. */
function packageJson(name: PackageManager): unknown {
  return JSON.parse(`{\n  "type": "module"${viewOf(name).packageJson}\n}`)
}

function blueprint(name: string): string {
  return readFileSync(new URL(`../../blueprints/common/${name}`, import.meta.url), 'utf8')
}

describe('package.json', () => {
  test('says no to the install scripts of packages that bring their binaries, with npm', () => {
    expect(packageJson('npm')).toEqual({
      type: 'module',
      overrides: HELD_VERSIONS,
      allowScripts: { 'a-driver': false, bcrypt: false, esbuild: false, fsevents: false },
    })
  })

  test('says no to them with Yarn', () => {
    expect(packageJson('yarn')).toEqual({
      type: 'module',
      resolutions: { ...HELD_VERSIONS, 'pino-pretty/strip-json-comments': '~5.0.3' },
      dependenciesMeta: {
        'a-driver': { built: false },
        bcrypt: { built: false },
        esbuild: { built: false },
      },
    })
  })

  test('says no to all of them with Bun', () => {
    expect(packageJson('bun')).toEqual({
      type: 'module',
      overrides: HELD_VERSIONS,
      trustedDependencies: [],
    })
  })

  test('says nothing to pnpm, which has a file of its own', () => {
    expect(packageJson('pnpm')).toEqual({ type: 'module' })
    const workspace = blueprint('pnpm-workspace.yaml')
    for (const [name, range] of Object.entries(HELD_VERSIONS)) {
      expect(workspace).toContain(`\n  '${name}': ${range}\n`)
    }
  })

  test.each([
    ['sqlite', ['@photostructure/sqlite', 'bcrypt', 'esbuild']],
    ['postgres', ['bcrypt', 'esbuild']],
    ['mysql', ['bcrypt', 'esbuild']],
  ])('says no to them with pnpm and %s', (database, names) => {
    const files = render({ ...projectWith({ database }), packageManager: 'pnpm' })
    const workspace = files.find(({ path }) => path === 'pnpm-workspace.yaml')
    const denied = names.map((name) => `  '${name}': false\n`).join('')
    expect(workspace?.content).toContain(`\nallowBuilds:\n${denied}\n`)
  })

  test('keeps the indentation of the object around it', () => {
    expect(viewOf('bun').packageJson.split('\n').slice(0, 3)).toEqual([
      ',',
      '  "overrides": {',
      '    "@graphql-tools/utils": "^12.1.0",',
    ])
  })
})

test.each(PACKAGE_MANAGER_NAMES)('%s is what it is, and nothing else', (name) => {
  const { isNpm, isPnpm, isYarn } = viewOf(name)
  const flags = { npm: isNpm, pnpm: isPnpm, yarn: isYarn }
  const found = Object.entries(flags).filter(([, value]) => value)
  expect(found).toEqual(name === 'bun' ? [] : [[name, true]])
})

test.each(PACKAGE_MANAGER_NAMES)('%s installs from package.json and its lockfile', (name) => {
  const { lockfile, manifests } = viewOf(name)
  expect(manifests.split(' ').slice(0, 2)).toEqual(['package.json', lockfile])
})

test('files that configure a package manager are needed by an install', () => {
  expect(viewOf('npm').manifests).toContain('.npmrc*')
  expect(viewOf('pnpm').manifests).toContain('pnpm-workspace.yaml')
  expect(viewOf('yarn').manifests).toContain('.yarnrc.yml')
})

test('only npm is there where Node.js is', () => {
  const missing = PACKAGE_MANAGER_NAMES.filter((name) => viewOf(name).setup !== '')
  expect(missing).toEqual(['pnpm', 'yarn', 'bun'])
})

test('arguments of a script stand behind two dashes with npm only', () => {
  const commands = PACKAGE_MANAGER_NAMES.map(viewOf).map(
    ({ run, separator }) => `${run} loaddata${separator} fixtures/users.json`,
  )
  expect(commands).toEqual([
    'npm run loaddata -- fixtures/users.json',
    'pnpm run loaddata fixtures/users.json',
    'yarn run loaddata fixtures/users.json',
    'bun run loaddata fixtures/users.json',
  ])
})

test('Yarn 1 may install the SQLite driver on Node.js 20', () => {
  const ranges = PACKAGE_MANAGER_NAMES.map((name) => viewOf(name).sqliteDriver)
  expect(ranges).toEqual(['^1.2.1 || ^2.6.0', '^1.2.1 || ^2.6.0', '^1.2.1', '^1.2.1 || ^2.6.0'])
})
