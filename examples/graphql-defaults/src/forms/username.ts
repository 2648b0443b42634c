import { normalizeUsername } from '../users/username.js'
import { problems } from './errors.js'
import { text } from './fields.js'
import type { Field } from './form.js'

const CHARACTERS = /^[\p{L}\p{N}_.@+-]+$/u

/** A login name as Django's: letters of any script, digits and `@ . + - _`, in Unicode form NFKC. */
export function username({ maxLength }: { maxLength: number }): Field<string> {
  const name = text({ maxLength, normalize: normalizeUsername })
  return {
    clean(input) {
      const cleaned = name.clean(input)
      // What is too long is not looked at any closer, as in Django.
      if ('problems' in cleaned || CHARACTERS.test(cleaned.value)) return cleaned
      return { problems: [problems.invalidUsername] }
    },
  }
}
