import { type UserField, userModel } from '../model/user-model.js'
import type { Settings } from '../settings/types.js'

/** A field that is gone, and one that has come and could be the same. */
export interface RenameCandidate {
  from: string
  to: string
}

/**
 * The fields of which no one can tell but the user whether they were renamed, or dropped and added.
 *
 * @param given renames that are known
 */
export function renameCandidates(
  before: Settings,
  after: Settings,
  given: ReadonlyMap<string, string>,
): RenameCandidate[] {
  const [old, now] = [userModel(before).extras, userModel(after).extras]
  const gone = lacking(old, now).filter(({ name }) => !given.has(name))
  const come = lacking(now, old).filter(({ name }) => ![...given.values()].includes(name))
  return gone.flatMap((from) =>
    come.filter(({ type }) => type === from.type).map((to) => ({ from: from.name, to: to.name })),
  )
}

function lacking(fields: readonly UserField[], others: readonly UserField[]): UserField[] {
  return fields.filter(({ name }) => !others.some((other) => other.name === name))
}
