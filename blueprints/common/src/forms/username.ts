import { normalizeUsername } from '../users/username.js'
import { type FieldProblem, problems } from './errors.js'
import { text } from './fields.js'
import type { Field } from './form.js'

/** A login name as Django's: letters of any script, digits and `@ . + - _`, in Unicode form NFKC. */
export function username({ maxLength }: { maxLength: number }): Field<string> {
  return text({ maxLength, normalize: normalizeUsername, rules: [hasUsernameCharacters] })
}

function hasUsernameCharacters(text: string): FieldProblem | null {
  return /^[\p{L}\p{N}_.@+-]+$/u.test(text) ? null : problems.invalidUsername
}
