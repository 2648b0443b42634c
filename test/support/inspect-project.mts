import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { driftOf } from './drift.mjs'

// Run by tsx in a rendered project: writes its schema, applies its migrations to an empty database and
// prints the SQL that would still have to run before the tables are what the entities say. Takes the URL
// of a database where that is not to be a file of SQLite.

const load = (path: string) => import(pathToFileURL(join(process.cwd(), path)).href)

await load('src/commands/schema.ts')
const { openDatabase } = await load('src/database/database.ts')
const { entities } = await load('src/entities.ts')
const [url] = process.argv.slice(2)
const database = await openDatabase(url || join(process.cwd(), 'inspected.sqlite3'), entities)
await database.migrate()
console.log(JSON.stringify(await driftOf(database.reader.connection)))
await database.revert()
await database.close()
