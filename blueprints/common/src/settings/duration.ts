import { z } from 'zod'

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }

/** A length of time: a number of seconds, or a text like "90s", "5m", "1h", "7d". Read as seconds. */
export const duration = z.union([
  z.int().nonnegative(),
  z
    .string()
    .regex(/^\d+[smhdw]$/, 'Expected seconds or a text like "90s", "5m", "1h", "7d"')
    .transform(durationInSeconds),
])

/** @param text a whole number and a unit, as in `90s` */
export function durationInSeconds(text: string): number {
  const unit = text.slice(-1)
  const factor = Object.entries(SECONDS).find(([name]) => name === unit)?.[1] ?? 1
  return Number(text.slice(0, -1)) * factor
}
