import { problems } from '../../errors/form-error.js'
import type { ColumnType } from '../../fixtures/columns.js'
import { readValue } from '../../fixtures/fields.js'
import type { Field } from '../../forms/form.js'

/** A number of either type, as it is typed. */
export function numberText(type: 'Int' | 'Float'): Field<number> {
  return typedText(type, toNumber, (value) => typeof value === 'number')
}

/** `true` or `false`. */
export function truthText(): Field<boolean> {
  return typedText('Boolean', toBoolean, (value) => typeof value === 'boolean')
}

/** A day, as text like "2020-01-31". */
export function dayText(): Field<string> {
  return typedText('Date', asItIs, (value) => typeof value === 'string')
}

/** A moment, as text like "2020-01-31T12:30:00Z". */
export function dateTimeText(): Field<Date> {
  return typedText('DateTime', asItIs, (value) => value instanceof Date)
}

/**
 * A value of a type, read from a text as `loaddata` reads it from JSON.
 *
 * @param toJson returns the text itself if it is not of the type: then that is reported
 */
function typedText<T>(
  type: ColumnType,
  toJson: (text: string) => unknown,
  isOfType: (value: unknown) => value is T,
): Field<T> {
  return {
    clean(input) {
      const given = typeof input === 'string' ? input.trim() : ''
      if (given === '') return { problems: [problems.required] }
      const read = readValue({ name: '', type }, toJson(given))
      if ('problems' in read) return read
      return isOfType(read.value) ? { value: read.value } : { problems: [problems.required] }
    },
  }
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

function toNumber(text: string): unknown {
  return NUMBER.test(text) ? Number(text) : text
}

function toBoolean(text: string): unknown {
  const word = text.toLowerCase()
  return ['true', 'false'].includes(word) ? word === 'true' : text
}

function asItIs(text: string): unknown {
  return text
}
