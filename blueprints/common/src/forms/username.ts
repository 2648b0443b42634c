import { problems } from '../errors/form-error.js'
import { looksLikeAnother, normalizeUsername } from '../identifiers/username.js'
import { text } from './fields.js'
import type { Field } from './form.js'

const CHARACTERS = /^[\p{L}\p{N}_.@+-]+$/u

interface UsernameOptions {
  maxLength: number
  /** Whether it may look like another one (S47). */
  mixed?: boolean
}

/** A login name as Django's: letters of any script, digits and `@ . + - _`, in Unicode form NFKC. */
export function username({ maxLength, mixed = false }: UsernameOptions): Field<string> {
  const name = text({ maxLength, normalize: normalizeUsername })
  return {
    clean(input) {
      const cleaned = name.clean(input)
      // What is too long is not looked at any closer, as in Django.
      if ('problems' in cleaned) return cleaned
      const isValid = CHARACTERS.test(cleaned.value) && (mixed || !looksLikeAnother(cleaned.value))
      return isValid ? cleaned : { problems: [problems.invalidUsername] }
    },
  }
}
