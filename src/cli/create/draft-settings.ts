import { withAnswers } from '../../settings/read/answers.js'
import { identityOf } from '../../settings/read/identity.js'
import { type ParseResult, parseSettings } from '../../settings/read/parse.js'
import { parseRegisterField, type RegisterField } from '../../settings/read/register-field.js'
import type { IdentityFields } from '../../settings/types.js'
import type { Answers } from './questions.js'

/**
 * The settings that a file and answers make together.
 *
 * @param file content of the settings file the run starts from; `{}` without one
 * @param answers each valid by itself
 */
export function draftSettings(
  file: Readonly<Record<string, unknown>>,
  { registerField = [], flavor, database, usernameField, emailField }: Partial<Answers>,
): ParseResult {
  const registerFields = registerField
    .map(parseRegisterField)
    .filter((field) => typeof field !== 'string')
  const answers = {
    ...(flavor !== undefined && { flavor }),
    ...(database !== undefined && { database }),
    ...(usernameField !== undefined && { usernameField }),
    ...(emailField !== undefined && { emailField }),
  }
  const content = withAnswers(file, { ...answers, registerFields })
  const repeated = identityAgain(registerFields, identityOf(content))
  return repeated.length > 0 ? { problems: repeated } : parseSettings(content)
}

/** Declaring the username again would only take away its filters. */
function identityAgain(fields: readonly RegisterField[], identity: IdentityFields): string[] {
  const names: string[] = Object.values(identity)
  return fields
    .filter((field) => names.includes(field.name))
    .map(({ name }) => `--register-field: "${name}" is always asked for; leave it out`)
}

/** What is wrong with the settings of a file and answers, one line each. */
export function draftProblems(...draft: Parameters<typeof draftSettings>): string[] {
  const result = draftSettings(...draft)
  return 'problems' in result ? result.problems : []
}
