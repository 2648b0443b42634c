/** What the package managers call the same thing. */
export interface PackageManagerCommands {
  install: string
  /** The same in a workspace, as if there were none; null where that cannot be. */
  installAlone: string | null
  /** Stands before a package that is to become a dependency. */
  add: string
  /** Runs a script of package.json. */
  run: string
  /** What must stand between a script and its arguments. */
  separator: string
  /** Runs the binary of a package that is not installed. */
  execute: string
}

export const PACKAGE_MANAGERS = {
  npm: {
    install: 'npm install',
    installAlone: 'npm install --no-workspaces',
    add: 'npm install',
    run: 'npm run',
    separator: ' --',
    execute: 'npx',
  },
  pnpm: {
    // The project has a pnpm-workspace.yaml of its own.
    install: 'pnpm install',
    installAlone: 'pnpm install',
    add: 'pnpm add',
    run: 'pnpm run',
    separator: '',
    execute: 'pnpm dlx',
  },
  yarn: {
    // Where a yarn.lock is, a project begins.
    install: 'yarn install',
    installAlone: 'touch yarn.lock && yarn install',
    add: 'yarn add',
    run: 'yarn run',
    separator: '',
    // Yarn 1 has no dlx, and npx comes with Node.js.
    execute: 'npx',
  },
  bun: {
    install: 'bun install',
    installAlone: null,
    add: 'bun add',
    run: 'bun run',
    separator: '',
    execute: 'bunx',
  },
} as const satisfies Record<string, PackageManagerCommands>

export type PackageManager = keyof typeof PACKAGE_MANAGERS

export const PACKAGE_MANAGER_NAMES: readonly PackageManager[] = ['npm', 'pnpm', 'yarn', 'bun']

/** The package manager of this name, or null. */
export function packageManagerNamed(name: string): PackageManager | null {
  return PACKAGE_MANAGER_NAMES.find((known) => known === name) ?? null
}

/**
 * What runs the binary of a package that is not installed, as the one that runs this program does it.
 *
 * @param userAgent see `runningPackageManager`
 */
export function executeCommand(name: PackageManager, userAgent: string | undefined): string {
  const hasDlx = name === 'yarn' && /^yarn\/(?![01]\.)/.test(userAgent ?? '')
  return hasDlx ? 'yarn dlx' : PACKAGE_MANAGERS[name].execute
}

/**
 * The package manager that runs this program, npm where none does.
 *
 * @param userAgent `npm_config_user_agent`: all of them set it for what they run, as "pnpm/10.1.0 …"
 */
export function runningPackageManager(userAgent: string | undefined): PackageManager {
  return packageManagerNamed(userAgent?.split('/')[0] ?? '') ?? 'npm'
}
