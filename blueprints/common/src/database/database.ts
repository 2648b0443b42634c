import { setTimeout } from 'node:timers/promises'
import {
  type DataSource,
  type EntityManager,
  type EntityMetadata,
  MigrationExecutor,
} from 'typeorm'
import { StartError } from '../errors/start-error.js'
import { connect } from './<%= database.name %>.js'
import type { Contents } from './connections.js'
import { DatabaseUnavailable, isOfDatabase, reasonOf } from './errors.js'
import { loadMigrations, OWN_FOLDER } from './migrations.js'
import { ownTableChanges, type TableChanges } from './own-migrations.js'
import { type Transactions, transactions } from './transactions.js'

/** How everything else reads and writes. */
export interface Database extends Transactions {
  /** Warnings about unsafe configuration, one line each. */
  notices: readonly string[]
  /** Sees only committed rows, and cannot write. */
  reader: EntityManager
  /**
   * Reads in the state of one moment, whatever others write meanwhile. It keeps no one waiting, and
   * may take its time.
   */
  snapshot<T>(read: (manager: EntityManager) => Promise<T>): Promise<T>
  /** @throws when the database does not answer soon, or is not the one that was opened (S59) */
  check(): Promise<void>
  /** Applies the migrations that are missing. @returns their names */
  migrate(): Promise<string[]>
  /** Takes the newest migration back. @returns its name, or null when there is none */
  revert(): Promise<string | null>
  /** What a migration has to do before the tables of `src/own/` are as their entities say. */
  ownTableChanges(): Promise<TableChanges>
  /** The migrations that still wait to be applied. */
  pendingMigrations(): Promise<boolean>
  /**
   * Whether every migration was applied; others, of a newer version, may be there too. It is one
   * query, waits for no one, and is not asked again once it was so.
   *
   * @throws when the database does not answer soon, or has no table of migrations
   */
  isUpToDate(): Promise<boolean>
  close(): Promise<void>
}

/** The timeout of a check, in milliseconds. */
const CHECK_TIMEOUT = 3000

/**
 * Opens the database.
 *
 * @param location as `Env` has it
 * @param entities what its tables hold
 * @throws StartError when it cannot be opened, or is something else
 */
export async function openDatabase(
  location: string,
  entities: Contents['entities'],
): Promise<Database> {
  const contents = { entities, migrations: await loadMigrations() }
  const { notices, reader, transact, snapshot, alone, check, close } = await connect(
    location,
    contents,
  )
  const taken = doubleTables(reader.connection.entityMetadatas)
  if (taken.length > 0) {
    await close()
    throw new StartError(taken)
  }
  let wasUpToDate = false

  async function hasAllMigrations(): Promise<boolean> {
    const rows = await reader.query<{ name: string }[]>('SELECT name FROM migrations')
    const applied = new Set(rows.map(({ name }) => name))
    return contents.migrations.every((Migration) =>
      applied.has(new Migration().name ?? Migration.name),
    )
  }

  return {
    notices,
    reader,
    ...transactions(transact),
    snapshot,
    check: () => Promise.race([check(), noAnswer()]),
    async migrate() {
      const applied = await alone((source) =>
        source.runMigrations({ transaction: 'each' }).catch(async (error: unknown) => {
          throw migrationProblem(await nextOf(source), error)
        }),
      )
      return applied.map((migration) => migration.name)
    },
    revert: () =>
      alone(async (source) => {
        // This makes their table where there is none.
        await source.showMigrations()
        const [newest] = await source.query<{ name: string }[]>(
          'SELECT name FROM migrations ORDER BY id DESC LIMIT 1',
        )
        if (!newest) return null
        requireOwn(source, newest.name)
        await source.undoLastMigration({ transaction: 'each' }).catch((error: unknown) => {
          throw migrationProblem(newest.name, error)
        })
        return newest.name
      }),
    ownTableChanges: () => alone(ownTableChanges),
    pendingMigrations: () => alone((source) => source.showMigrations()),
    async isUpToDate() {
      wasUpToDate ||= await Promise.race([hasAllMigrations(), noAnswer()])
      return wasUpToDate
    },
    close,
  }
}

/** The name of the first migration that was not applied yet, according to the database. */
async function nextOf(source: DataSource): Promise<string> {
  const pending = await new MigrationExecutor(source).getPendingMigrations().catch(() => [])
  return pending[0]?.name ?? 'which is unknown'
}

/** The failure of a migration, in one line unless its own code threw it. */
function migrationProblem(name: string, error: unknown): unknown {
  if (!isOfDatabase(error)) return error
  return new StartError([`Migration ${name}: ${reasonOf(error)}`])
}

function requireOwn(source: DataSource, name: string): void {
  const own = source.migrations.map((migration) => migration.name ?? migration.constructor.name)
  if (own.includes(name)) return
  throw new StartError([
    `The newest migration, ${name}, is neither in src/database/<%= migration.folder %> nor in ` +
      `src/${OWN_FOLDER}: bring its file back, or give what else uses this database another one`,
  ])
}

async function noAnswer(): Promise<never> {
  await setTimeout(CHECK_TIMEOUT, undefined, { ref: false })
  throw new DatabaseUnavailable(`No answer within ${CHECK_TIMEOUT} milliseconds`)
}

/** The tables that two entities name, one line each: the later one would change that of the server. */
function doubleTables(entities: readonly EntityMetadata[]): string[] {
  const own = entities.filter(({ tableType }) => tableType !== 'entity-child')
  const names = ['migrations', ...own.map(({ tableName }) => tableName)]
  const double = new Set(names.filter((name, index) => names.indexOf(name) !== index))
  return [...double].map(
    (name) => `src/own/entities.ts: the server has a table ${name}; give @Entity another name`,
  )
}
