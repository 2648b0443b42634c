import { QueryFailedError } from 'typeorm'

/** SQLITE_CONSTRAINT_UNIQUE and SQLITE_CONSTRAINT_PRIMARYKEY: https://sqlite.org/rescode.html. */
const UNIQUE_VIOLATIONS = [2067, 1555]

const SQLITE_BUSY = 5

const WHO_MAY_WRITE = 'check the permissions of the file and its folder'
const ROOM = 'check the free space on the disk, and try again'
const AGAIN = 'other transactions held a lock: try again'
const A_COPY = 'the file is damaged: restore a backup'
const ANOTHER = 'name another file, or restore a backup of this one'

/**
 * Locked for too long, gone, not readable, full: not the fault of a statement. By its code, with
 * what SQLite says and what to do.
 */
const UNAVAILABLE = new Map([
  [3, { text: 'access permission denied', advice: WHO_MAY_WRITE }],
  [SQLITE_BUSY, { text: 'database is locked', advice: AGAIN }],
  [6, { text: 'database table is locked', advice: AGAIN }],
  [8, { text: 'attempt to write a readonly database', advice: WHO_MAY_WRITE }],
  [10, { text: 'disk I/O error', advice: ROOM }],
  [11, { text: 'database disk image is malformed', advice: A_COPY }],
  [13, { text: 'database or disk is full', advice: ROOM }],
  [14, { text: 'unable to open database file', advice: WHO_MAY_WRITE }],
  [15, { text: 'locking protocol', advice: AGAIN }],
  [26, { text: 'file is not a database', advice: ANOTHER }],
])

/** Advice about the errors of a statement, by message. */
const ADVICE: readonly (readonly [message: RegExp, advice: string])[] = [
  [/already exists|duplicate column/, 'something else uses this file: name another one'],
  [/no such table/, 'run the command migrate'],
]

/** There is no database to work with just now (S59). */
export class DatabaseUnavailable extends Error {}

/** Whether a statement failed because a unique value is taken. */
export function isUniqueViolation(error: unknown): boolean {
  return UNIQUE_VIOLATIONS.includes(codeOf(error))
}

/** Whether something failed because the database cannot be used, and not because of what it was. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof DatabaseUnavailable || UNAVAILABLE.has(kindOf(error))
}

/** Whether a statement failed because another process holds the lock. */
export function isBusy(error: unknown): boolean {
  return kindOf(error) === SQLITE_BUSY
}

/** Whether it is the database that an error comes from. */
export function isOfDatabase(error: unknown): boolean {
  return error instanceof QueryFailedError || isUnavailable(error)
}

/** Advice about an error; empty if there is none. */
function adviceOn(error: unknown): string {
  const known = UNAVAILABLE.get(kindOf(error))
  if (known !== undefined) return known.advice
  if (!(error instanceof Error)) return ''
  return ADVICE.find(([message]) => message.test(error.message))?.[1] ?? ''
}

/** The lowest byte of a result code: further ones say more of it. */
function kindOf(error: unknown): number {
  return codeOf(error) & 0xff
}

/** The result code of SQLite that a statement failed with; 0 for any other error. */
function codeOf(error: unknown): number {
  const cause = error instanceof QueryFailedError ? error.driverError : error
  if (!(cause instanceof Error)) return 0
  if ('errcode' in cause) return Number(cause.errcode)
  // Version 1 of the driver has no codes for what fails while rows are read.
  for (const [code, { text }] of UNAVAILABLE) if (cause.message === text) return code
  return 0
}

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
