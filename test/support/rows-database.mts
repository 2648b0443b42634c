import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { MigrationInterface } from 'typeorm'

export type Row = Record<string, unknown>

/** The database of a rendered project, in the folder of which this runs. */
export interface RowsDatabase {
  migrate(): Promise<unknown>
  revert(): Promise<unknown>
  /** The SQL that would still have to run before the tables are what the entities say. */
  drift(): Promise<string[]>
  tableNames(): Promise<string[]>
  rowsOf(table: string): Promise<unknown[]>
  /** What a table is like. */
  columnsOf(table: string): Promise<Row[]>
  /** Indexes and, where they can be asked for, constraints. */
  rules(): Promise<Row>
  /** Rows whose foreign key leads nowhere. */
  broken(): Promise<Row[]>
  close(): Promise<void>
}

const FOR_SQLITE = 'src/database/migrations'
const FOR_OTHERS = [`${FOR_SQLITE}/postgres`, `${FOR_SQLITE}/mysql`]

/** Where the migrations of the project are. */
export const MIGRATIONS = FOR_OTHERS.find((folder) => existsSync(folder)) ?? FOR_SQLITE

/** A module of the project. */
export const load = (path: string) => import(pathToFileURL(join(process.cwd(), path)).href)

/** What the oldest migration exports. */
export async function firstMigration(): Promise<(new () => MigrationInterface)[]> {
  const [first] = readdirSync(MIGRATIONS).sort()
  return Object.values(await load(`${MIGRATIONS}/${first}`))
}

/** Makes the tables of the first migration on a server, and what the SQL fills them with. */
export async function fillServer(url: string, filling: string): Promise<void> {
  const { connect } = await load(`src/database/${serverOf(url)}.ts`)
  const { alone, reader, close } = await connect(url, { migrations: await firstMigration() })
  await alone((source: { runMigrations(): Promise<unknown> }) => source.runMigrations())
  for (const statement of statementsOf(filling)) await reader.query(statement)
  await close()
}

export const serverOf = (url: string) => (url.startsWith('mysql:') ? 'mysql' : 'postgres')

export const statementsOf = (sql: string) => sql.split(';').filter((statement) => statement.trim())
