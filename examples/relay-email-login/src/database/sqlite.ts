import Sqlite from 'better-sqlite3'

/**
 * TypeORM begins transactions without a lock, and SQLite refuses a later write when another
 * process has written meanwhile. Taking the write lock at the beginning makes that one wait.
 */
class ImmediateSqlite extends Sqlite {
  override prepare: Sqlite.Database['prepare'] = (source: string) =>
    super.prepare(source === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : source)
}

export const driver = ImmediateSqlite

/** Makes a connection compare text as the other database servers do: by case, in any script. */
export function prepare(connection: Sqlite.Database): void {
  connection.pragma('case_sensitive_like = ON')
  connection.function('lower', { deterministic: true }, (text: unknown) =>
    typeof text === 'string' ? text.toLowerCase() : text,
  )
}
