import { QueryFailedError } from 'typeorm'

const UNIQUE_VIOLATIONS = ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY']

/** Whether a statement failed because a unique value is taken. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false
  const { driverError } = error
  return 'code' in driverError && UNIQUE_VIOLATIONS.includes(String(driverError.code))
}
