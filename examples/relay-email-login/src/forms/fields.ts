import { type FieldProblem, problems, tooLong } from '../errors/form-error.js'
import { isEmailAddress, normalizeEmail } from '../identifiers/email-address.js'
import type { Field } from './form.js'

/** Looks at a text that has something in it. */
type Rule = (text: string) => FieldProblem | null

interface TextOptions {
  /** In characters (Unicode code points). */
  maxLength?: number
  /** An empty or blank text is a value too. */
  blank?: boolean
  /** Cleans the text; the default trims it. */
  normalize?: (text: string) => string
  rules?: Rule[]
}

/** A text that must be given. */
export function text({ maxLength, blank, normalize, rules = [] }: TextOptions = {}): Field<string> {
  const tidy = normalize ?? ((raw: string) => raw.trim())
  const allRules = [...rules, ...(maxLength ? [atMost(maxLength)] : []), noNullCharacters]
  return {
    clean(input) {
      const given = typeof input === 'string' ? input : ''
      if (!given.isWellFormed()) return { problems: [problems.invalidText] }
      const value = tidy(given)
      if (value === '') return blank ? { value } : { problems: [problems.required] }
      const found = allRules.map((rule) => rule(value)).filter((problem) => problem !== null)
      return found.length > 0 ? { problems: found } : { value }
    },
  }
}

/** A mail address. */
export function email({ maxLength }: { maxLength: number }): Field<string> {
  return text({ maxLength, normalize: normalizeEmail, rules: [isEmail] })
}

/** A password or its repetition: never trimmed, because spaces are part of it. */
export function password(): Field<string> {
  return text({ normalize: (raw) => raw, rules: [noControlCharacters] })
}

/** A field that may be left out; then it has no value. */
export function optional<T>(field: Field<T>): Field<T | undefined> {
  return {
    clean: (input) =>
      input === undefined || input === null ? { value: undefined } : field.clean(input),
  }
}

export function number(): Field<number> {
  return typed((input) => typeof input === 'number')
}

export function boolean(): Field<boolean> {
  return typed((input) => typeof input === 'boolean')
}

/** A moment. */
export function dateTime(): Field<Date> {
  return typed((input) => input instanceof Date)
}

/** A day, as text like "2020-01-31". */
export function day(): Field<string> {
  return typed((input) => typeof input === 'string')
}

/** A whole number of 32 bits that was given as an ID, which is a text. */
export function numericId(): Field<number> {
  return {
    clean(input) {
      const value = /^-?\d{1,10}$/.test(String(input)) ? Number(input) : Number.NaN
      if (value >= -(2 ** 31) && value < 2 ** 31) return { value }
      return { problems: [{ message: 'Enter a whole number.', code: 'invalid' }] }
    },
  }
}

/** A value whose type GraphQL has checked already, and that must be given. */
function typed<T>(isType: (input: unknown) => input is T): Field<T> {
  return {
    clean: (input) => (isType(input) ? { value: input } : { problems: [problems.required] }),
  }
}

function atMost(limit: number): Rule {
  return (text) => {
    const length = [...text].length
    return length > limit ? tooLong(limit, length) : null
  }
}

function noNullCharacters(text: string): FieldProblem | null {
  return text.includes('\0') ? problems.nullCharacters : null
}

/** Control characters are never typed, and not every program sends them unchanged (S43). */
function noControlCharacters(text: string): FieldProblem | null {
  return /\p{Cc}/u.test(text.replaceAll('\0', '')) ? problems.controlCharacters : null
}

function isEmail(text: string): FieldProblem | null {
  return isEmailAddress(text) ? null : problems.invalidEmail
}
