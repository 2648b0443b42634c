import { driftOf } from './drift.mjs'
import { load, type Row, type RowsDatabase } from './rows-database.mjs'

/** Opens the database as the project does. */
export async function open(url: string): Promise<RowsDatabase> {
  const { openDatabase } = await load('src/database/database.ts')
  // TypeORM compares the defaults of moments as a session in UTC sees them.
  const database = await openDatabase(`${url}?options=-c%20TimeZone%3DUTC`)
  const query = (sql: string): Promise<Row[]> => database.reader.query(sql)
  return {
    migrate: () => database.migrate(),
    revert: () => database.revert(),
    drift: () => driftOf(database.reader.connection),
    async tableNames() {
      const tables = await query(
        `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('migrations', 'typeorm_metadata') ORDER BY tablename`,
      )
      return tables.map(({ tablename }) => String(tablename))
    },
    async rowsOf(table) {
      const rows = await query(`SELECT to_jsonb(found) AS row FROM "${table}" found ORDER BY found`)
      return rows.map(({ row }) => row)
    },
    columnsOf: (table) =>
      query(
        `SELECT column_name, data_type, character_maximum_length, is_nullable, column_default FROM information_schema.columns WHERE table_name = '${table}' ORDER BY column_name`,
      ),
    rules: async () => ({
      indexes: await query(
        `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname`,
      ),
      constraints: await query(
        `SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY conname`,
      ),
    }),
    // It has constraints instead, which are among the rules.
    broken: async () => [],
    close: () => database.close(),
  }
}
