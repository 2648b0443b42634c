import { PACKAGE_MANAGERS, type PackageManager } from '../../model/package-manager.js'

/** A package manager, as the package.json, Dockerfile, CI and README of a project speak of it. */
export interface PackageManagerView {
  name: PackageManager
  install: string
  /** Runs a script of package.json. */
  run: string
  /** What must stand between a script and its arguments. */
  separator: string
  /** Runs the binary of a package that is not installed. */
  exec: string
  /** Installs what the lockfile says, or fails. */
  ci: string
  /** The same, without development dependencies. */
  ciProduction: string
  lockfile: string
  /** The versions of the SQLite driver that it may install. */
  sqliteDriver: string
  /** The files that an install needs, separated by spaces. */
  manifests: string
  /** The shell command that adds it to a machine which has Node.js; '' where it comes with Node. */
  setup: string
  /** Packages whose install scripts are not needed. */
  needless: string[]
  /** Further members of package.json as JSON, each after a comma. */
  packageJson: string
  isNpm: boolean
  isPnpm: boolean
  isYarn: boolean
}

interface Traits {
  ci: string
  ciProduction: string
  lockfile: string
  /** Where it is configured beside package.json. */
  configuration: string[]
  setup: string
  /** @param needless packages whose install scripts are not needed */
  packageJson(needless: readonly string[]): Record<string, unknown>
}

/**
 * The packages that are held at a version. The first would be there four times, and loaded as often:
 * graphql-yoga asks for the major version before, of which it takes four functions that are the same.
 *
 * The others @graphql-tools asks for in a major version that wants Node.js 22. The one before has the
 * same functions and is what graphql-yoga itself uses. npm warns about it on Node.js 20, Yarn 1
 * refuses to install.
 */
const HELD_VERSIONS = {
  '@graphql-tools/utils': '^12.1.0',
  '@whatwg-node/disposablestack': '^0.0.6',
  '@whatwg-node/promise-helpers': '^1.3.2',
}

/**
 * Version 2 of the driver says that it needs Node.js 22. On Node.js 20 npm takes version 1 by itself;
 * Yarn 1 takes the newest and then refuses it.
 */
const SQLITE_DRIVER = { 1: '^1.2.1', any: '^1.2.1 || ^2.6.0' }

/** Packages of every project whose install scripts only look for the binary that they bring. */
const BRING_BINARIES = ['bcrypt', 'esbuild']

const TRAITS: Record<PackageManager, Traits> = {
  npm: {
    ci: 'npm ci',
    ciProduction: 'npm ci --omit=dev',
    lockfile: 'package-lock.json',
    configuration: ['.npmrc*'],
    setup: '',
    packageJson: (needless) => ({
      overrides: HELD_VERSIONS,
      // The registry says of fsevents, which is installed on macOS only, that it has one.
      allowScripts: forEach([...needless, 'fsevents'], false),
    }),
  },
  pnpm: {
    ci: 'pnpm install --frozen-lockfile',
    ciProduction: 'pnpm install --frozen-lockfile --prod',
    lockfile: 'pnpm-lock.yaml',
    configuration: ['pnpm-workspace.yaml'],
    setup: 'npm install --global pnpm@10',
    packageJson: () => ({}),
  },
  yarn: {
    ci: 'yarn install --immutable',
    ciProduction: 'yarn workspaces focus --production',
    lockfile: 'yarn.lock',
    configuration: ['.yarnrc.yml'],
    setup: 'corepack enable && corepack install --global yarn@4',
    packageJson: (needless) => ({
      // npm looks for a version that fits by itself.
      resolutions: { ...HELD_VERSIONS, 'pino-pretty/strip-json-comments': '~5.0.3' },
      dependenciesMeta: forEach(needless, { built: false }),
    }),
  },
  bun: {
    ci: 'bun install --frozen-lockfile',
    ciProduction: 'bun install --frozen-lockfile --production',
    lockfile: 'bun.lock',
    configuration: [],
    setup: 'npm install --global bun@1',
    // Without a list it trusts one of its own.
    packageJson: () => ({ overrides: HELD_VERSIONS, trustedDependencies: [] }),
  },
}

/**
 * How the project is installed and run with the package manager that was chosen.
 *
 * @param native further packages whose install scripts only look for the binary that they bring
 */
export function packageManagerView(
  name: PackageManager,
  native: readonly string[],
): PackageManagerView {
  const needless = [...BRING_BINARIES, ...native].sort()
  const { install, run, separator, execute } = PACKAGE_MANAGERS[name]
  const { configuration, packageJson, ...commands } = TRAITS[name]
  return {
    name,
    install,
    run,
    separator,
    exec: execute,
    ...commands,
    sqliteDriver: name === 'yarn' ? SQLITE_DRIVER[1] : SQLITE_DRIVER.any,
    manifests: ['package.json', commands.lockfile, ...configuration].join(' '),
    needless,
    packageJson: toMembers(packageJson(needless)),
    isNpm: name === 'npm',
    isPnpm: name === 'pnpm',
    isYarn: name === 'yarn',
  }
}

function forEach<T>(names: readonly string[], value: T): Record<string, T> {
  return Object.fromEntries(names.map((name) => [name, value]))
}

/** As they stand behind other members of an object that is indented by two spaces. */
function toMembers(members: Record<string, unknown>): string {
  return Object.entries(members)
    .map(([key, value]) => `"${key}": ${JSON.stringify(value, null, 2)}`)
    .map((member) => `,\n  ${member.replaceAll('\n', '\n  ')}`)
    .join('')
}
