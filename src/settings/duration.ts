const DAY = 86_400
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: DAY, w: 7 * DAY }

/** A century: beyond it dates stop making sense long before numbers do. */
const MAX_SECONDS = 100 * 365 * DAY

/**
 * The seconds of a duration of the settings file, or null where it is none.
 *
 * @param value whole seconds as a number, or a whole number and a unit: "90s", "5m", "1h", "7d", "2w"
 */
export function parseDuration(value: unknown): number | null {
  const seconds = typeof value === 'string' ? parseText(value) : value
  const valid = typeof seconds === 'number' && Number.isInteger(seconds)
  return valid && seconds >= 0 && seconds <= MAX_SECONDS ? seconds : null
}

function parseText(text: string): number | null {
  const [, count, unit = ''] = /^(\d{1,10})([a-z])$/.exec(text) ?? []
  const seconds = SECONDS[unit]
  return seconds === undefined ? null : Number(count) * seconds
}
