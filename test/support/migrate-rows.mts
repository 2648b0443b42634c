import { fillServer, type RowsDatabase, serverOf } from './rows-database.mjs'
import * as mysql from './rows-on-mysql.mjs'
import * as postgres from './rows-on-postgres.mjs'
import * as sqlite from './rows-on-sqlite.mjs'

// Run by tsx in a rendered project that has a second migration. Takes SQL that fills the tables of the
// first one, then goes up, down and up again, and prints what the database is like at every stop.

const [url = '', filling = ''] = process.argv.slice(2)
const database = await opened()

const stops = { filled: await stop(), up: {}, drift: [] as string[], down: {}, again: {} }
try {
  await database.migrate()
  stops.up = await stop()
  stops.drift = await database.drift()
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

/** @returns the filled database: of a server where there is a URL, else of SQLite */
async function opened(): Promise<RowsDatabase> {
  if (!url) {
    await sqlite.fill(filling)
    return sqlite.open()
  }
  await fillServer(url, filling)
  return { mysql, postgres }[serverOf(url)].open(url)
}

/** Every row of every table, and what the tables are like. */
async function stop() {
  const tables: Record<string, unknown> = {}
  const layout: Record<string, unknown> = await database.rules()
  for (const name of await database.tableNames()) {
    tables[name] = await database.rowsOf(name)
    layout[name] = await database.columnsOf(name)
  }
  return { tables, layout, broken: await database.broken() }
}
