/** What JSON can hold. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const MAX_LENGTH = 60

/** Whether a value is an object of JSON: neither null nor an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A value of the settings file as an error line shows it: JSON, shortened. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text
}
