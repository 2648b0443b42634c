import { basename } from 'node:path'
import validate from 'validate-npm-package-name'

/**
 * The package name of a project, made from the name of its directory: "Café App" -> "cafe-app".
 *
 * @param directory absolute path
 * @returns null where no name that npm takes can be made
 */
export function projectName(directory: string): string | null {
  const name = toPackageName(directory)
  return validate(name).validForNewPackages ? name : null
}

/** Why npm takes no name that is made of a directory's, as the end of a line; null where it does. */
export function projectNameProblem(directory: string): string | null {
  const name = toPackageName(directory)
  const { validForNewPackages, errors = [], warnings = [] } = validate(name)
  if (validForNewPackages) return null
  const [reason = 'it is not valid'] = [...errors, ...warnings]
  return name === ''
    ? `"${basename(directory)}" cannot be turned into a package name; use Latin letters or digits`
    : `npm does not allow a package named "${name}": ${reason}; choose another directory`
}

function toPackageName(directory: string): string {
  return basename(directory)
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+|[._-]+$/g, '')
}
