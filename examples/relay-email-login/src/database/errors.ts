import { QueryFailedError } from 'typeorm'

const UNIQUE_VIOLATIONS = ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY']

/** Locked for too long, gone, not readable, full: not the fault of a statement. */
const UNAVAILABLE =
  /^SQLITE_(BUSY|CANTOPEN|CORRUPT|FULL|IOERR|LOCKED|NOTADB|PERM|PROTOCOL|READONLY)/

/** What to do about an error, by its code and its message. */
const ADVICE: readonly (readonly [error: RegExp, advice: string])[] = [
  [/already exists|duplicate column/, 'something else uses this file: name another one'],
  [/no such table/, 'run the command migrate'],
  [/^SQLITE_(READONLY|PERM|CANTOPEN)/, 'see who may write the file and its folder'],
  [/^SQLITE_(FULL|IOERR)/, 'see that there is room on the disk, and try again'],
  [/^SQLITE_(BUSY|LOCKED|PROTOCOL)/, 'others were in the way: try again'],
  [/^SQLITE_CORRUPT/, 'the file is damaged: go back to a copy'],
  [/^SQLITE_NOTADB/, 'name another file, or go back to a copy of this one'],
]

/** There is no database to work with just now (S59). */
export class DatabaseUnavailable extends Error {}

/** Whether a statement failed because a unique value is taken. */
export function isUniqueViolation(error: unknown): boolean {
  return UNIQUE_VIOLATIONS.includes(codeOf(error))
}

/** Whether something failed because the database cannot be used, and not because of what it was. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof DatabaseUnavailable || UNAVAILABLE.test(codeOf(error))
}

/** Whether a statement failed because another process holds the lock. */
export function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY')
}

/** Whether it is the database that an error comes from. */
export function isOfDatabase(error: unknown): boolean {
  return error instanceof QueryFailedError || isUnavailable(error)
}

/** What to do about an error; empty where nobody knows. */
export function adviceOn(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const said = `${codeOf(error)} ${error.message}`
  return ADVICE.find(([known]) => known.test(said))?.[1] ?? ''
}

/** What the driver calls the reason that a statement failed for; empty for any other error. */
function codeOf(error: unknown): string {
  const cause = error instanceof QueryFailedError ? error.driverError : error
  return cause instanceof Error && 'code' in cause ? String(cause.code) : ''
}
