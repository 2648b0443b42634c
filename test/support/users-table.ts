import Sqlite from 'better-sqlite3'
import type { Column } from '../../src/model/columns.js'
import { dialectOf } from '../../src/model/dialects.js'
import { type ColumnRenames, diffColumns } from '../../src/model/diff.js'
import { columnSteps } from '../../src/model/migration/column-steps.js'
import type { Setting, Step } from '../../src/model/migration/step.js'
import { columnDefinition, createUniqueIndex } from '../../src/model/sql.js'

export const dialect = dialectOf('sqlite')

/** A column of texts; `more` makes it what a test is about. */
export function columnOf(name: string, more: Partial<Column> = {}): Column {
  const type = more.type ?? 'String'
  const usual = { nullable: true, unique: false, default: null, keyOf: null }
  return { name, type, maxLength: type === 'String' ? 255 : null, ...usual, ...more }
}

/** A database with a table of users, a column of its owner's own and rows that belong to users. */
export function databaseOf(columns: readonly Column[]): Sqlite.Database {
  const database = new Sqlite(':memory:')
  const definitions = columns.map((column) => columnDefinition(column, dialect))
  database.exec(`
    CREATE TABLE "users" (${['"id" integer PRIMARY KEY AUTOINCREMENT NOT NULL', ...definitions]});
    ALTER TABLE "users" ADD COLUMN "avatar" text COLLATE NOCASE DEFAULT 'none';
    CREATE INDEX "my_avatars" ON "users" (LOWER("avatar"));
    CREATE TABLE "sessions" ("user_id" integer REFERENCES "users" ("id") ON DELETE CASCADE);
  `)
  for (const { name, unique } of columns) if (unique) database.exec(createUniqueIndex(name))
  return database
}

type Value = string | number | null

/** Adds a user with a session. @param values by column */
export function insertUser(
  database: Sqlite.Database,
  values: Readonly<Record<string, Value>>,
): void {
  const names = Object.keys(values).map((name) => `"${name}"`)
  const marks = names.map(() => '?')
  const insert = `INSERT INTO "users" (${names}) VALUES (${marks})`
  const { lastInsertRowid } = database.prepare(insert).run(...Object.values(values))
  database.prepare('INSERT INTO "sessions" VALUES (?)').run(lastInsertRowid)
}

/** The steps from one table to the other. */
export function stepsOf(
  before: readonly Column[],
  after: readonly Column[],
  renames: ColumnRenames = new Map(),
  backfill: Setting['backfill'] = 'nothing',
): Step[] {
  return columnSteps(diffColumns(before, after, renames), { dialect, after, backfill })
}

class Refused extends Error {}

/**
 * Takes the steps as a migration does: all of them, or none when one refuses.
 *
 * @returns why it refused, or null
 */
export function migrate(database: Sqlite.Database, steps: readonly Step[]): string | null {
  const run = database.transaction(() => {
    for (const step of steps) takeStep(database, step)
  })
  try {
    run()
    return null
  } catch (error) {
    if (error instanceof Refused) return error.message
    throw error
  }
}

function takeStep(database: Sqlite.Database, step: Step): void {
  if (step.kind === 'sql') database.exec(step.sql)
  if (step.kind === 'fill-key') {
    database.exec(`UPDATE "users" SET "${step.column}" = LOWER(TRIM("${step.of}"))`)
  }
  if (step.kind === 'refuse') {
    const count = database.prepare(`SELECT COUNT(*) FROM ${step.from}`).pluck().get()
    if (count !== 0) throw new Refused(`${count} ${step.reason}`)
  }
}

/** What the database knows of its table: columns and indexes. */
export function layoutOf(database: Sqlite.Database): unknown {
  const indexes = database
    .prepare(`SELECT "sql" FROM "sqlite_master" WHERE "type" = 'index' ORDER BY "name"`)
    .pluck()
  const columns = database.prepare(
    'SELECT "name", "type", "notnull", "dflt_value" FROM pragma_table_info(\'users\') ORDER BY "name"',
  )
  return { columns: columns.all(), indexes: indexes.all() }
}

/** The values of a column, by the order of the ids. */
export function valuesIn(database: Sqlite.Database, column: string): unknown[] {
  return database.prepare(`SELECT "${column}" FROM "users" ORDER BY "id"`).pluck().all()
}

/** How many sessions there are: one a user, unless a step took users away for a moment. */
export function sessionCount(database: Sqlite.Database): unknown {
  return database.prepare('SELECT COUNT(*) FROM "sessions"').pluck().get()
}
