import { problems } from '../errors/form-error.js'
import type { Field } from './form.js'

/** A value whose type GraphQL has checked already, and that must be given. */
function typed<T>(isType: (input: unknown) => input is T): Field<T> {
  return {
    clean: (input) => (isType(input) ? { value: input } : { problems: [problems.required] }),
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
