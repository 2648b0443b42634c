import { QueryFailedError } from 'typeorm'

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

/** What to do about an error, by its code. */
const ADVICE: readonly (readonly [code: RegExp, advice: string])[] = [
  [/^28/, 'see user and password in DATABASE_URL, and what the server lets in'],
  [/^3D000$/, 'make the database, or see its name in DATABASE_URL'],
  [/^3F000$/, 'make a schema that the search_path of the role names'],
  [
    /^42501$/,
    'GRANT this role what it needs: CREATE on the schema to migrate, all tables and sequences to work',
  ],
  [/^42(P07|P06|701|710)$/, 'something else uses this schema: give this project one of its own'],
  [/^42P01$/, 'run the command migrate, or see the search_path'],
  [/^(53100|58030)$/, 'make room on its disk, and try again'],
  [/^53/, 'it is full for now: try again, or raise its limits'],
  [/^25006$/, 'it is for reading only: name the primary in DATABASE_URL'],
  [/^(40|55P03|57014)/, 'others were in the way: try again'],
  [/^(08|57P|E)/, 'see that it runs, and that DATABASE_URL says where'],
]

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
    isConflict(error) ||
    UNAVAILABLE.test(codeOf(error)) ||
    CONNECTION_LOST.test(error.message)
  )
}

/** Whether a transaction failed because of another one, and may succeed when it is done again. */
export function isConflict(error: unknown): boolean {
  return CONFLICTS.includes(codeOf(error))
}

/** Whether it is the database, or the way to it, that an error comes from. */
export function isOfDatabase(error: unknown): boolean {
  return error instanceof QueryFailedError || isUnavailable(error)
}

/** What to do about an error; empty where nobody knows. */
export function adviceOn(error: unknown): string {
  return ADVICE.find(([code]) => code.test(codeOf(error)))?.[1] ?? ''
}

/** What PostgreSQL or the network calls the reason; empty where there is none. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
