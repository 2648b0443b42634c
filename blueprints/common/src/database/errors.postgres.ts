/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const UNIQUE_VIOLATION = '23505'
/** Two transactions that cannot both go on: a serialization failure, a deadlock. */
const CONFLICTS = ['40001', '40P01']

/**
 * The server is away, stopping, full or too busy, or a statement has waited for too long; and what
 * the network says.
 */
const UNAVAILABLE =
  /^(08...|53...|57P0.|57014|58...|55P03|25006|EPIPE|ECONN\w+|ETIMEDOUT|E\w+UNREACH|ENOTFOUND|EAI_AGAIN)$/

/** What the driver says of a connection without a code, and TypeORM of one that was lost meanwhile. */
const CONNECTION_LOST =
  /connection (terminated|error)|timeout exceeded when trying to connect|already released/i

/** There is no database to work with just now (S59). */
export class DatabaseUnavailable extends Error {}

/** Whether a statement failed because a unique value is taken. */
export function isUniqueViolation(error: unknown): boolean {
  return codeOf(error) === UNIQUE_VIOLATION
}

/** Whether something failed because the database cannot be used, and not because of what it was. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return (
    error instanceof DatabaseUnavailable ||
    UNAVAILABLE.test(codeOf(error)) ||
    CONNECTION_LOST.test(error.message)
  )
}

/** Whether a transaction failed because of another one, and may succeed when it is done anew. */
export function isConflict(error: unknown): boolean {
  return CONFLICTS.includes(codeOf(error))
}

/** What PostgreSQL or the network calls the reason; empty where there is none. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
