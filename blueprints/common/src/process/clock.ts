/** The clock of accounts, sessions and mails; tests pass another one. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** @param seconds may be negative */
export function addSeconds(date: Date, seconds: number): Date {
  return new Date(date.getTime() + seconds * 1000)
}

/** Seconds since 1970, as tokens carry them (RFC 7519, NumericDate). */
export function toUnixSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000)
}

/** Whether a text is a day like 2020-01-31. JavaScript reads 2020-02-31 as the second of March. */
export function isDay(text: string): boolean {
  // PostgreSQL has no year 0.
  if (!/^(?!0000)\d{4}-\d\d-\d\d$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** Whether there is such a moment, and in one of the years 1 to 9999, seen from UTC too. */
export function isMoment(date: Date): boolean {
  return !Number.isNaN(date.getTime()) && /^(?!0000)\d{4}-/.test(date.toISOString())
}
