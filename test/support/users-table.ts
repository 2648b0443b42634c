import { type ColumnRenames, diffColumns } from '../../src/model/column-changes.js'
import type { Column } from '../../src/model/columns.js'
import type { Dialect } from '../../src/model/dialects.js'
import { columnSteps } from '../../src/model/migration/column-steps.js'
import type { Setting, Step } from '../../src/model/migration/step.js'
import { columnDefinition, createUniqueIndex } from '../../src/model/sql.js'
import type { OpenDatabase, TestDatabase, Value } from './test-databases.js'

/** A column of texts; `more` makes it what a test is about. */
export function columnOf(name: string, more: Partial<Column> = {}): Column {
  const type = more.type ?? 'String'
  const usual = { nullable: true, unique: false, default: null, keyOf: null }
  return { name, type, maxLength: type === 'String' ? 255 : null, ...usual, ...more }
}

/** The statement that makes the table of users. */
export function usersTable(columns: readonly Column[], dialect: Dialect): string {
  const definitions = columns.map((column) => columnDefinition(column, dialect))
  return `CREATE TABLE "users" (${[`"id" ${dialect.identity}`, ...definitions]})${dialect.tableOptions}`
}

/** A database with a table of users, a column of its owner's own and rows that belong to users. */
export async function databaseOf(
  open: OpenDatabase,
  columns: readonly Column[],
): Promise<TestDatabase> {
  const database = await open()
  const { dialect } = database
  const indexes = columns.filter(({ unique }) => unique).map(({ name }) => createUniqueIndex(name))
  for (const sql of [
    usersTable(columns, dialect),
    ...database.additions,
    'CREATE TABLE "sessions" ("user_id" integer, FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE)',
    ...indexes,
  ]) {
    await database.run(sql)
  }
  return database
}

/** Adds a user with a session. @param values by column */
export async function insertUser(
  { run, dialect }: TestDatabase,
  values: Readonly<Record<string, Value>>,
): Promise<void> {
  const names = Object.keys(values).map((name) => `"${name}"`)
  const marks = names.map((_, index) => dialect.parameter(index + 1))
  await run(`INSERT INTO "users" (${names}) VALUES (${marks})`, Object.values(values))
  await run('INSERT INTO "sessions" SELECT MAX("id") FROM "users"')
}

/** Two tables, and how one becomes the other. */
export interface Change {
  before: readonly Column[]
  after: readonly Column[]
  renames?: ColumnRenames
  backfill?: Setting['backfill']
}

/** Brings a table to what it shall be. @returns why it refused, or null */
export function change(
  database: TestDatabase,
  { before, after, renames = new Map(), backfill = 'nothing' }: Change,
): Promise<string | null> {
  const { dialect } = database
  const changes = diffColumns(before, after, renames)
  return migrate(database, columnSteps(changes, { dialect, after, backfill }))
}

class Refused extends Error {}

/**
 * Takes the steps as a migration does: all of them, or none when one refuses.
 *
 * @returns why it refused, or null
 */
export async function migrate(
  database: TestDatabase,
  steps: readonly Step[],
): Promise<string | null> {
  await database.begin()
  try {
    for (const step of steps) await takeStep(database, step)
    await database.run('COMMIT')
    return null
  } catch (error) {
    await database.abort()
    if (error instanceof Refused) return error.message
    throw error
  }
}

async function takeStep({ run }: TestDatabase, step: Step): Promise<void> {
  if (step.kind === 'sql') await run(step.sql)
  if (step.kind === 'fill-key') {
    await run(`UPDATE "users" SET "${step.column}" = LOWER(TRIM("${step.of}"))`)
  }
  if (step.kind === 'refuse') {
    const [found] = await run(`SELECT COUNT(*) AS "count" FROM ${step.from}`)
    refuse(Number(found?.count), step.reason)
  }
  if (step.kind === 'refuse-names') {
    const key = `LOWER(TRIM(${step.names}))`
    const [found] = await run(`SELECT COUNT(*) - COUNT(DISTINCT ${key}) AS "count" FROM "users"`)
    refuse(Number(found?.count), `values of "${step.of}" belong to more than one user`)
  }
}

function refuse(count: number, reason: string): void {
  if (count !== 0) throw new Refused(`${count} ${reason}`)
}

/** The values of a column, by the order of the ids. */
export async function valuesIn({ run }: TestDatabase, column: string): Promise<unknown[]> {
  const rows = await run(`SELECT "${column}" AS "value" FROM "users" ORDER BY "id"`)
  return rows.map(({ value }) => value)
}

/** How many sessions there are: one a user, unless a step took users away for a moment. */
export async function sessionCount({ run }: TestDatabase): Promise<number> {
  return (await run('SELECT "user_id" FROM "sessions"')).length
}
