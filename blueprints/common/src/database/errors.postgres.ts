import { QueryFailedError } from 'typeorm'

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const UNIQUE_VIOLATION = '23505'
/** Two transactions that cannot both continue: a serialization failure, a deadlock. */
const CONFLICTS = ['40001', '40P01']

/**
 * The server is away, stopping, full or too busy, or a statement has waited for too long; and what
 * the network says.
 */
const UNAVAILABLE =
  /^(08...|53...|57P0.|57014|58...|55P03|25006|EPIPE|ECONN\w+|ETIMEDOUT|E\w+UNREACH|ENOTFOUND|EAI_AGAIN)$/

/** Messages of lost connections without a code, of the driver and of TypeORM. */
const CONNECTION_LOST =
  /connection (terminated|error)|timeout exceeded when trying to connect|already released/i

/** Advice by error code. */
const ADVICE: readonly (readonly [code: RegExp, advice: string])[] = [
  [/^28/, 'check user and password in DATABASE_URL, and the access rules of the server'],
  [/^3D000$/, 'create the database, or check its name in DATABASE_URL'],
  [/^3F000$/, 'create a schema that the search_path of the role names'],
  [
    /^42501$/,
    'GRANT this role its privileges: CREATE on the schema to migrate, and access to all tables and sequences',
  ],
  [/^42(P07|P06|701|710)$/, 'something else uses this schema: use a separate one for this project'],
  [/^42P01$/, 'run the command migrate, or check the search_path'],
  [/^(53100|58030)$/, 'free space on its disk, and try again'],
  [/^53/, 'it is at its limit: try again, or raise the limit'],
  [/^25006$/, 'it is read-only: name the primary in DATABASE_URL'],
  [/^(40|55P03|57014)/, 'other transactions held a lock: try again'],
  [/^(08|57P|E)/, 'check that it runs, and its address in DATABASE_URL'],
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

/** Advice about an error; empty if there is none. */
function adviceOn(error: unknown): string {
  return ADVICE.find(([code]) => code.test(codeOf(error)))?.[1] ?? ''
}

/** The error code of PostgreSQL or of the network; empty if there is none. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

<%- include('explain.ejs') -%>
