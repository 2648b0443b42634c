import {
  ARGON2_PACKAGE,
  addCommand,
  OPTIONAL_PACKAGES,
  type OptionalPackage,
  REDIS_PACKAGE,
} from '../../model/optional-packages.js'
import type { PackageManager } from '../../model/package-manager.js'
import type { Settings } from '../../settings/types.js'

/** The packages that a project has by its settings, and how it gets the others. */
export function optionalPackagesView(settings: Settings, manager: PackageManager) {
  const absent = OPTIONAL_PACKAGES.filter(({ isNeeded }) => !isNeeded(settings))
  return {
    argon2: {
      ...optionalPackageView(ARGON2_PACKAGE, settings, manager),
      /** What the README says of hashes in fixtures. */
      fixtures: absent.includes(ARGON2_PACKAGE)
        ? [
            `Argon2 hashes need a package, \`${addCommand(ARGON2_PACKAGE, manager)}\`: without it they are refused, and`,
            'users with such a hash cannot log in (`hash_unreadable` in the log). To list these users:',
            "`SELECT id FROM users WHERE password LIKE '%argon2%'`.",
          ]
        : [],
    },
    redis: optionalPackageView(REDIS_PACKAGE, settings, manager),
    /** The section of the README about those that are left out. */
    absent: absent.length === 0 ? [] : manual(absent, manager),
  }
}

function optionalPackageView(
  optional: OptionalPackage,
  settings: Settings,
  manager: PackageManager,
) {
  const { name, range, purpose, isNeeded } = optional
  const isIn = isNeeded(settings)
  const command = addCommand(optional, manager)
  return {
    command,
    /** Lines of package.json. */
    lines: isIn ? [`"${name}": "${range}",`] : [],
    /** Rows of the README. */
    reasons: isIn ? [`| \`${name}\` | ${purpose} |`] : [],
    /** What stands behind what is said of a setting that needs it. */
    hint: isIn ? '' : ` It needs a package: \`${command}\`.`,
    /** The same as a line of .env.example. */
    comment: isIn ? [] : [`# It needs a package: ${command}`],
  }
}

function manual(absent: readonly OptionalPackage[], manager: PackageManager): string[] {
  return [
    '',
    'Packages that no setting of this project needs are not installed. Add one if you use it; it stays when',
    'you regenerate the project:',
    '',
    '| package | why | needed when | command |',
    '|---|---|---|---|',
    ...absent.map(
      (optional) =>
        `| \`${optional.name}\` | ${optional.purpose} | ${optional.otherwise} | \`${addCommand(optional, manager)}\` |`,
    ),
  ]
}
