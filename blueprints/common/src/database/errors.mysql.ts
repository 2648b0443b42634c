import { QueryFailedError } from 'typeorm'

/** https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html */
const UNIQUE_VIOLATION = 'ER_DUP_ENTRY'
/** Two transactions that cannot both continue: a deadlock, a row that changed since it was read. */
const CONFLICTS = ['ER_LOCK_DEADLOCK', 'ER_CHECKREAD']

/**
 * The server is stopping, full, too busy or a replica, or a statement has waited for too long; and
 * what the network says.
 */
const UNAVAILABLE = new RegExp(
  `^(${[
    'ER_(DISK_FULL|RECORD_FILE_FULL|CON_COUNT_ERROR|TOO_MANY_USER_CONNECTIONS|USER_LIMIT_REACHED)',
    'ER_(LOCK_WAIT_TIMEOUT|QUERY_TIMEOUT|QUERY_INTERRUPTED|SERVER_SHUTDOWN)',
    'ER_(OPTION_PREVENTS_STATEMENT|CANT_EXECUTE_IN_READ_ONLY_TRANSACTION|READ_ONLY_MODE)',
    'PROTOCOL_(CONNECTION_LOST|SEQUENCE_TIMEOUT)|EPIPE|ECONN\\w+|ETIMEDOUT|E\\w+UNREACH',
    'ENOTFOUND|EAI_AGAIN',
  ].join('|')})$`,
)

/** Errors that only MariaDB has, by number: connection killed, statement took too long. */
const UNAVAILABLE_IN_MARIADB = [1927, 1969]

/** Advice by error code. */
const ADVICE: readonly (readonly [code: RegExp, advice: string])[] = [
  [/^HANDSHAKE_|CERT|^ERR_TLS/, 'check TLS in DATABASE_URL'],
  [
    /^ER_(DBACCESS|TABLEACCESS|COLUMNACCESS|SPECIFIC_ACCESS)_DENIED/,
    'GRANT this user its privileges: migrations need all privileges on the database',
  ],
  [/^ER_\w*(ACCESS_DENIED|NOT_ALLOWED|HOST)/, 'check user and password in DATABASE_URL'],
  [/^ER_BAD_DB_ERROR$/, 'create the database, or check its name in DATABASE_URL'],
  [
    /^ER_(TABLE_EXISTS_ERROR|DUP_FIELDNAME|DUP_KEYNAME|FK_DUP_NAME|CANT_DROP_FIELD_OR_KEY)$/,
    'another project uses this database, or its first migration was interrupted: recreate the database ' +
      'if its content is not needed, otherwise name another one',
  ],
  [/^ER_NO_SUCH_TABLE$/, 'run the command migrate'],
  [/^ER_(DISK_FULL|RECORD_FILE_FULL)$/, 'free space on its disk, and try again'],
  [/^ER_(CON_COUNT|TOO_MANY|USER_LIMIT)/, 'it is at its limit: try again, or raise the limit'],
  [/^ER_\w*(PREVENTS|READ_ONLY)/, 'it is read-only: name the primary in DATABASE_URL'],
  [/^ER_(LOCK|CHECKREAD|QUERY)/, 'other transactions held a lock: try again'],
  [/^(PROTOCOL|ER_SERVER_SHUTDOWN|E[A-Z])/, 'check that it runs, and its address in DATABASE_URL'],
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
    ('errno' in error && UNAVAILABLE_IN_MARIADB.includes(Number(error.errno))) ||
    // What the driver says of a connection that is gone.
    ('fatal' in error && error.fatal === true)
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

/** The error code of MySQL or of the network; empty if there is none. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

<%- include('explain.ejs') -%>
