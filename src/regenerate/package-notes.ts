import { parse } from 'jsonc-parser'
import { addCommand, OPTIONAL_PACKAGES } from '../model/optional-packages.js'
import type { PackageManager } from '../model/package-manager.js'
import { isRecord } from '../settings/values/json.js'
import type { TextVersions } from './merge.js'

export const PACKAGE_JSON = 'package.json'

/**
 * Which packages a run takes out of package.json, one line each: something that settings do not tell,
 * like a variable, may still need one. Where its owner has changed the version, that is a conflict.
 */
export function packageNotes(versions: TextVersions, manager: PackageManager): string[] {
  const before = dependencies(versions.base)
  const yours = dependencies(versions.yours)
  const now = dependencies(versions.theirs)
  return OPTIONAL_PACKAGES.filter(
    ({ name }) => name in before && name in yours && !(name in now),
  ).map((left) => {
    const { name, otherwise } = left
    return before[name] === yours[name]
      ? `${PACKAGE_JSON}: ${name} was removed, because no setting needs it; ` +
          `if ${otherwise}, run \`${addCommand(left, manager)}\``
      : `${PACKAGE_JSON}: no setting needs ${name} any longer; if ${otherwise}, keep your version`
  })
}

function dependencies(text: string): Record<string, unknown> {
  const content: unknown = parse(text)
  const found = isRecord(content) ? content.dependencies : undefined
  return isRecord(found) ? found : {}
}
