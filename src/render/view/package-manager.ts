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
  /** The same, without the install scripts of packages: enough to compile TypeScript. */
  ciWithoutScripts: string
  /** The same, without development dependencies. */
  ciProduction: string
  lockfile: string
  /** Installs again what is optional and was left out. */
  installOptional: string
  /** Stands before the name of a package that was not built. */
  rebuild: string
  /** The files that an install needs, separated by spaces. */
  manifests: string
  /** The shell command that adds it to a machine which has Node.js; '' where it comes with Node. */
  setup: string
  /** Further members of package.json as JSON, each after a comma. */
  packageJson: string
  isNpm: boolean
  isPnpm: boolean
  isYarn: boolean
}

interface Traits {
  ci: string
  /** Installs again what is optional and was left out. */
  installOptional: string
  /** Stands before the name of a package that was not built. */
  rebuild: string
  ciWithoutScripts: string
  ciProduction: string
  lockfile: string
  /** Where it is configured beside package.json. */
  configuration: string[]
  setup: string
  /** @param scripts packages by whether their install scripts may run */
  packageJson(scripts: Readonly<Record<string, boolean>>): Record<string, unknown>
}

/**
 * What @graphql-tools asks for in a major version that wants Node.js 22. The one before has the
 * same functions and is what graphql-yoga itself uses. npm warns about it on Node.js 20, Yarn 1
 * refuses to install.
 */
const NODE_20_VERSIONS = {
  '@whatwg-node/disposablestack': '^0.0.6',
  '@whatwg-node/promise-helpers': '^1.3.2',
}

/** Its install script only checks its own binary. */
const NEEDLESS_SCRIPT = 'esbuild'

const TRAITS: Record<PackageManager, Traits> = {
  npm: {
    ci: 'npm ci',
    ciWithoutScripts: 'npm ci --ignore-scripts',
    ciProduction: 'npm ci --omit=dev',
    installOptional: 'npm install --include=optional',
    rebuild: 'npm rebuild --ignore-scripts=false',
    lockfile: 'package-lock.json',
    configuration: [],
    setup: '',
    packageJson: (scripts) => ({
      overrides: NODE_20_VERSIONS,
      allowScripts: { ...scripts, fsevents: false },
    }),
  },
  pnpm: {
    ci: 'pnpm install --frozen-lockfile',
    ciWithoutScripts: 'pnpm install --frozen-lockfile --ignore-scripts',
    ciProduction: 'pnpm install --frozen-lockfile --prod',
    installOptional: 'pnpm install --force',
    rebuild: 'pnpm rebuild',
    lockfile: 'pnpm-lock.yaml',
    configuration: ['pnpm-workspace.yaml'],
    setup: 'npm install --global pnpm@10',
    packageJson: () => ({}),
  },
  yarn: {
    ci: 'yarn install --immutable',
    ciWithoutScripts: 'yarn install --immutable --mode=skip-build',
    ciProduction: 'yarn workspaces focus --production',
    installOptional: 'yarn install',
    rebuild: 'yarn rebuild',
    lockfile: 'yarn.lock',
    configuration: ['.yarnrc.yml'],
    setup: 'corepack enable && corepack install --global yarn@4',
    packageJson: (scripts) => ({
      // npm looks for a version that fits by itself.
      resolutions: { ...NODE_20_VERSIONS, 'pino-pretty/strip-json-comments': '~5.0.3' },
      dependenciesMeta: Object.fromEntries(
        Object.entries(scripts).map(([name, built]) => [name, { built }]),
      ),
    }),
  },
  bun: {
    ci: 'bun install --frozen-lockfile',
    ciWithoutScripts: 'bun install --frozen-lockfile --ignore-scripts',
    ciProduction: 'bun install --frozen-lockfile --production',
    installOptional: 'bun install --force',
    rebuild: 'bun pm trust',
    lockfile: 'bun.lock',
    configuration: [],
    setup: 'npm install --global bun@1',
    packageJson: (scripts) => ({
      overrides: NODE_20_VERSIONS,
      trustedDependencies: Object.keys(scripts).filter((name) => scripts[name]),
    }),
  },
}

/**
 * How the project is installed and run with the package manager that was chosen.
 *
 * @param compiled packages that compile native code where they have no binary
 */
export function packageManagerView(
  name: PackageManager,
  compiled: readonly string[],
): PackageManagerView {
  const allowed = Object.fromEntries(compiled.map((compiledName) => [compiledName, true]))
  const { install, run, separator, execute } = PACKAGE_MANAGERS[name]
  const { configuration, packageJson, ...commands } = TRAITS[name]
  return {
    name,
    install,
    run,
    separator,
    exec: execute,
    ...commands,
    manifests: ['package.json', commands.lockfile, ...configuration].join(' '),
    packageJson: toMembers(packageJson({ ...allowed, [NEEDLESS_SCRIPT]: false })),
    isNpm: name === 'npm',
    isPnpm: name === 'pnpm',
    isYarn: name === 'yarn',
  }
}

/** As they stand behind other members of an object that is indented by two spaces. */
function toMembers(members: Record<string, unknown>): string {
  return Object.entries(members)
    .map(([key, value]) => `"${key}": ${JSON.stringify(value, null, 2)}`)
    .map((member) => `,\n  ${member.replaceAll('\n', '\n  ')}`)
    .join('')
}
