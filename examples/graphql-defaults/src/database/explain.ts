import { adviceOn, isOfDatabase } from './errors.js'

/**
 * An error of the database, or of the system, in one line: the problem and the advice.
 *
 * @returns null for any other error: its reason is in the code
 */
export function explain(error: unknown): string | null {
  if (isOfDatabase(error)) return `The database says: ${reasonOf(error)}`
  return error instanceof Error && 'syscall' in error ? lineOf(error) : null
}

/** The message of an error of the database, in one line and with advice where there is some. */
export function reasonOf(error: unknown): string {
  const advice = adviceOn(error)
  return advice ? `${lineOf(error)}: ${advice}` : lineOf(error)
}

function lineOf(error: unknown): string {
  return messageOf(error).replace(/\s+/g, ' ').trim()
}

/** Where several addresses of a name were tried, only the errors of each say something. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return messageOf(error.errors[0])
  return error instanceof Error ? error.message : String(error)
}
