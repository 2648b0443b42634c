import { driftOf } from './drift.mjs'
import { load, type Row, type RowsDatabase } from './rows-database.mjs'

/** Opens the database as the project does. */
export async function open(url: string): Promise<RowsDatabase> {
  const { openDatabase } = await load('src/database/database.ts')
  const database = await openDatabase(url)
  const query = (sql: string): Promise<Row[]> => database.reader.query(sql)
  const inCatalog = (columns: string, view: string, where: string) =>
    query(
      `SELECT ${columns} FROM information_schema.${view} WHERE table_schema = DATABASE() AND ${where} ORDER BY 1, 2, 3`,
    )
  return {
    migrate: () => database.migrate(),
    revert: () => database.revert(),
    drift: () => driftOf(database.reader.connection),
    async tableNames() {
      const names = await inCatalog(
        'table_name AS name, table_type, engine',
        'tables',
        "table_name NOT IN ('migrations', 'typeorm_metadata')",
      )
      return names.map(({ name }) => String(name))
    },
    rowsOf: (table) => query(`SELECT * FROM "${table}" ORDER BY 1`),
    columnsOf: (table) =>
      inCatalog(
        'column_name, column_type, collation_name, is_nullable, column_default',
        'columns',
        `table_name = '${table}'`,
      ),
    rules: async () => ({
      indexes: await inCatalog(
        'table_name, index_name, seq_in_index, column_name, non_unique',
        'statistics',
        "table_name <> 'migrations'",
      ),
      constraints: await inCatalog(
        'table_name, constraint_name, constraint_type',
        'table_constraints',
        "table_name <> 'migrations'",
      ),
    }),
    // It has constraints instead, which are among the rules.
    broken: async () => [],
    close: () => database.close(),
  }
}
