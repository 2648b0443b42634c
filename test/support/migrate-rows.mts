import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DataSource } from 'typeorm'

// Run by tsx in a rendered project that has a second migration. Takes SQL that fills the tables of the
// first one, then goes up, down and up again, and prints what the database is like at every stop.

const load = (path: string) => import(pathToFileURL(join(process.cwd(), path)).href)
const file = join(process.cwd(), 'migrated.sqlite3')
const [filling = ''] = process.argv.slice(2)

const { driver, prepare } = await load('src/database/sqlite.ts')
const { openDatabase } = await load('src/database/database.ts')

await fill()
const database = await openDatabase(file)
const query = (sql: string): Promise<Record<string, unknown>[]> => database.reader.query(sql)

const stops = { filled: await stop(), up: {}, drift: [] as string[], down: {}, again: {} }
try {
  await database.migrate()
  stops.up = await stop()
  stops.drift = await drift()
  await database.revert()
  stops.down = await stop()
  await database.migrate()
  stops.again = await stop()
  console.log(JSON.stringify(stops))
} catch (error) {
  const lines = error instanceof Error ? error.message.split('\n') : []
  console.log(JSON.stringify({ ...stops, stopped: { lines, ...(await stop()) } }))
}
await database.close()

/** Applies the first migration alone and runs the SQL. */
async function fill(): Promise<void> {
  const [first] = readdirSync('src/database/migrations').sort()
  const migrations = Object.values(await load(`src/database/migrations/${first}`))
  const source = new DataSource({
    ...{ type: 'better-sqlite3', database: file, driver, prepareDatabase: prepare },
    migrations: migrations as never,
  })
  await source.initialize()
  await source.runMigrations({ transaction: 'each' })
  for (const statement of filling.split(';')) if (statement.trim()) await source.query(statement)
  await source.destroy()
}

/** Every row of every table, and what the tables are like. */
async function stop() {
  const names = await query(
    `SELECT "name" FROM "sqlite_master" WHERE "type" = 'table' AND "name" NOT IN ('migrations', 'sqlite_sequence', 'typeorm_metadata') ORDER BY "name"`,
  )
  const tables: Record<string, unknown> = {}
  const layout: Record<string, unknown> = {}
  for (const { name } of names) {
    tables[String(name)] = await query(`SELECT * FROM "${name}"`)
    layout[String(name)] = await query(
      `SELECT "name", "type", "notnull", "dflt_value", "pk" FROM pragma_table_xinfo('${name}') ORDER BY "name"`,
    )
  }
  const indexes = await query(
    `SELECT "sql" FROM "sqlite_master" WHERE "type" = 'index' AND "sql" IS NOT NULL ORDER BY "name"`,
  )
  const broken = await query('PRAGMA foreign_key_check')
  return { tables, layout: { ...layout, indexes }, broken }
}

async function drift(): Promise<string[]> {
  const { upQueries } = await database.reader.connection.driver.createSchemaBuilder().log()
  return upQueries.map(({ query: sql }: { query: string }) => sql)
}
