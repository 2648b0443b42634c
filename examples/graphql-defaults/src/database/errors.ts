import { QueryFailedError } from 'typeorm'

const UNIQUE_VIOLATIONS = ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY']

/** Locked for too long, gone, not readable, full: not the fault of a statement. */
const UNAVAILABLE =
  /^SQLITE_(BUSY|CANTOPEN|CORRUPT|FULL|IOERR|LOCKED|NOTADB|PERM|PROTOCOL|READONLY)/

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

/** What the driver calls the reason that a statement failed for; empty for any other error. */
function codeOf(error: unknown): string {
  if (!(error instanceof QueryFailedError)) return ''
  const { driverError } = error
  return 'code' in driverError ? String(driverError.code) : ''
}
