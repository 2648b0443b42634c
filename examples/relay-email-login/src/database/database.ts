import { DataSource, type DataSourceOptions, type EntityManager } from 'typeorm'
import { MailToken } from '../mail/mail-token.entity.js'
import { RefreshToken } from '../sessions/refresh-token.entity.js'
import { Session } from '../sessions/session.entity.js'
import { EmailClaim } from '../users/email-claim.entity.js'
import { User } from '../users/user.entity.js'
import { UserStatus } from '../users/user-status.entity.js'
import { loadMigrations } from './migrations.js'
import { driver, prepare, requireDatabase } from './sqlite.js'

/** How everything else reads and writes. */
export interface Database {
  /** Sees only what is committed, and cannot write. */
  reader: EntityManager
  /** All of it or nothing; one after the other, also across processes. */
  transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>
  /** Applies the migrations that are missing. @returns their names */
  migrate(): Promise<string[]>
  /** Takes the newest migration back. @returns its name, or null when there is none */
  revert(): Promise<string | null>
  /** The migrations that still wait to be applied. */
  pendingMigrations(): Promise<boolean>
  close(): Promise<void>
}

/**
 * Opens the database file, which is made when it does not exist.
 * SQLite has one writer at a time, and a connection sees its own unfinished transaction. So there
 * are two connections: one for reading, one for the transactions, which wait for each other.
 *
 * @param file path of the database file
 * @throws StartError when it cannot be opened, or is something else
 */
export async function openDatabase(file: string): Promise<Database> {
  requireDatabase(file)
  const writer = await connect(file, { migrations: await loadMigrations() })
  const reader = await connect(file, {})
  await reader.query('PRAGMA query_only = ON')
  let lastTransaction: Promise<unknown> = Promise.resolve()

  return {
    reader: reader.manager,
    transaction(work) {
      const result = lastTransaction.then(() => writer.transaction(work))
      lastTransaction = result.catch(() => {})
      return result
    },
    async migrate() {
      const applied = await writer.runMigrations({ transaction: 'each' })
      return applied.map((migration) => migration.name)
    },
    async revert() {
      const [newest] = await writer.query<{ name: string }[]>(
        'SELECT name FROM migrations ORDER BY id DESC LIMIT 1',
      )
      if (!newest) return null
      await writer.undoLastMigration({ transaction: 'each' })
      return newest.name
    },
    pendingMigrations: () => writer.showMigrations(),
    async close() {
      await lastTransaction
      await Promise.all([writer.destroy(), reader.destroy()])
    },
  }
}

async function connect(
  database: string,
  { migrations = [] }: Pick<DataSourceOptions, 'migrations'>,
): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'better-sqlite3',
    database,
    driver,
    prepareDatabase: prepare,
    enableWAL: true,
    entities: [User, UserStatus, EmailClaim, Session, RefreshToken, MailToken],
    migrations,
    logging: false,
  })
  return dataSource.initialize()
}
