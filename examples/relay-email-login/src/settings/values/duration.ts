import { show } from './json.js'
import type { ValueType } from './value-type.js'

const DAY = 86_400
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: DAY, w: 7 * DAY }

/** A century: beyond it dates stop making sense long before numbers do. */
const MAX_SECONDS = 100 * 365 * DAY

const HELP = 'a number of seconds or a text like "90s", "5m", "1h", "7d"'

/** A length of time of at least so many seconds, read as seconds. */
export function duration(minimum: 0 | 1): ValueType<number> {
  return {
    parse(value) {
      const seconds = parseDuration(value)
      if (seconds === null) return { problems: [`must be ${HELP}, not ${show(value)}`] }
      if (seconds < minimum) return { problems: ['must be greater than 0'] }
      return { value: seconds }
    },
    schema: {
      anyOf: [
        { type: 'integer', minimum, maximum: MAX_SECONDS },
        { type: 'string', pattern: `^\\d{1,10}[${Object.keys(SECONDS).join('')}]$` },
      ],
    },
  }
}

/**
 * The seconds of a duration of the settings file, or null for what is not one.
 *
 * @param value whole seconds as a number, or a whole number and a unit: "90s", "5m", "1h", "7d", "2w"
 */
export function parseDuration(value: unknown): number | null {
  const seconds = typeof value === 'string' ? parseText(value) : value
  const isValid = typeof seconds === 'number' && Number.isInteger(seconds)
  return isValid && seconds >= 0 && seconds <= MAX_SECONDS ? seconds : null
}

function parseText(text: string): number | null {
  const [, count, unit = ''] = /^(\d{1,10})([a-z])$/.exec(text) ?? []
  const seconds = SECONDS[unit]
  return seconds === undefined ? null : Number(count) * seconds
}
