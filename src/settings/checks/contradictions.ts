import type { Settings } from '../types.js'
import type { Problem } from '../values/messages.js'
import { argumentChecks } from './arguments.js'
import { unionChecks } from './combinations.js'
import { modelFields } from './model-fields.js'
import { mysqlChecks } from './mysql-sizes.js'
import { nodeChecks } from './shown-fields.js'

const MODEL_KEYS = ['USERNAME_FIELD', 'EMAIL_FIELD', 'USER_FIELDS']

/**
 * The contradictions among settings: fields that the model lacks, types that differ.
 *
 * @param found the mistakes already found in values by themselves
 */
export function meaningProblems(settings: Settings, found: readonly Problem[]): Problem[] {
  const meaning = { settings, fields: modelFields(settings) }
  const isSound = (key: string) =>
    found.every((problem) => problem.key !== key && !problem.key.startsWith(`${key}.`))
  return [...unionChecks, ...argumentChecks, ...nodeChecks, ...mysqlChecks]
    .filter((check) => [...MODEL_KEYS, ...check.needs].every(isSound))
    .flatMap((check) => check.run(meaning))
}
