import { parse } from 'jsonc-parser'
import { addCommand, OPTIONAL_PACKAGES } from '../model/optional-packages.js'
import type { PackageManager } from '../model/package-manager.js'
import { isRecord } from '../settings/json.js'

export const PACKAGE_JSON = 'package.json'

/** What package.json says in the base, on disk, and as it is rendered now. */
export interface PackageJsonVersions {
  base: string
  yours: string
  theirs: string
}

/**
 * Which packages a run takes out of package.json, a line each: something that settings do not tell,
 * like a variable, may still need one.
 */
export function packageNotes(versions: PackageJsonVersions, manager: PackageManager): string[] {
  const [before, yours, now] = [versions.base, versions.yours, versions.theirs].map(dependencies)
  return OPTIONAL_PACKAGES.filter(
    ({ name }) => before?.includes(name) && yours?.includes(name) && !now?.includes(name),
  ).map(
    (left) =>
      `${PACKAGE_JSON}: ${left.name} is left out, as no setting needs it; ` +
      `where ${left.otherwise}, run \`${addCommand(left, manager)}\``,
  )
}

function dependencies(text: string): string[] {
  const content: unknown = parse(text)
  const found = isRecord(content) ? content.dependencies : undefined
  return isRecord(found) ? Object.keys(found) : []
}
