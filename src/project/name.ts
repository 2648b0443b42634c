import { basename } from 'node:path'
import validate from 'validate-npm-package-name'

/**
 * The package name of a project, made from the name of its directory: "Café App" -> "cafe-app".
 *
 * @param directory absolute path
 * @returns null where no name that npm takes can be made
 */
export function projectName(directory: string): string | null {
  const name = basename(directory)
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+|[._-]+$/g, '')
  return validate(name).validForNewPackages ? name : null
}
