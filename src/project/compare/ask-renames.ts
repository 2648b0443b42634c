import { renameCandidates } from '../../regenerate/rename-candidates.js'
import type { Settings } from '../../settings/types.js'

/** Asks one question on the terminal, to be answered by yes or no. */
export type YesOrNo = (question: string) => Promise<boolean>

/**
 * The renames that were given, and those that the user confirms: a rename is never guessed.
 *
 * @param ask null where there is no one to ask
 */
export async function completeRenames(
  before: Settings,
  after: Settings,
  given: ReadonlyMap<string, string>,
  ask: YesOrNo | null,
): Promise<Map<string, string>> {
  const renames = new Map(given)
  if (!ask) return renames
  for (const { from, to } of renameCandidates(before, after, given)) {
    if (renames.has(from) || [...renames.values()].includes(to)) continue
    if (await ask(`Was ${from} renamed to ${to}? (keeps its values)`)) renames.set(from, to)
  }
  return renames
}
