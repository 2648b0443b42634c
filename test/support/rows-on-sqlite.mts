import { join } from 'node:path'
import { driftOf } from './drift.mjs'
import {
  firstMigration,
  load,
  type Row,
  type RowsDatabase,
  statementsOf,
} from './rows-database.mjs'

const file = join(process.cwd(), 'migrated.sqlite3')

/** Makes the tables of the first migration, and what the SQL fills them with. */
export async function fill(filling: string): Promise<void> {
  const { openConnection } = await load('src/database/sqlite-connection.ts')
  const source = await openConnection(file, { entities: [], migrations: await firstMigration() })
  await source.runMigrations({ transaction: 'each' })
  for (const statement of statementsOf(filling)) await source.query(statement)
  await source.destroy()
}

/** Opens the database as the project does. */
export async function open(): Promise<RowsDatabase> {
  const { openDatabase } = await load('src/database/database.ts')
  const database = await openDatabase(file)
  const query = (sql: string): Promise<Row[]> => database.reader.query(sql)
  return {
    migrate: () => database.migrate(),
    revert: () => database.revert(),
    drift: () => driftOf(database.reader.connection),
    async tableNames() {
      const names = await query(
        `SELECT "name" FROM "sqlite_master" WHERE "type" = 'table' AND "name" NOT IN ('migrations', 'sqlite_sequence', 'typeorm_metadata') ORDER BY "name"`,
      )
      return names.map(({ name }) => String(name))
    },
    rowsOf: (table) => query(`SELECT * FROM "${table}"`),
    columnsOf: (table) =>
      query(
        `SELECT "name", "type", "notnull", "dflt_value", "pk" FROM pragma_table_xinfo('${table}') ORDER BY "name"`,
      ),
    rules: async () => ({
      indexes: await query(
        `SELECT "sql" FROM "sqlite_master" WHERE "type" = 'index' AND "sql" IS NOT NULL ORDER BY "name"`,
      ),
    }),
    broken: () => query('PRAGMA foreign_key_check'),
    close: () => database.close(),
  }
}
