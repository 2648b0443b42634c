import '../process/node-version.js'
import { pipeline } from 'node:stream/promises'
import { openDatabase } from '../database/database.js'
import { entities } from '../entities.js'
import { StartError } from '../errors/start-error.js'
import { dumpFixtures, writeNewFile } from '../fixtures/dump.js'
import { run } from '../run.js'
import { loadConfiguration } from '../settings/configuration.js'
import { NOT_UP_TO_DATE } from '../database/migrations.js'

await run(async () => {
  const [file, ...others] = process.argv.slice(2)
  if (others.length > 0)
    throw new StartError(['Only one file is allowed: npm run dumpdata -- FILE'])
  const { env } = loadConfiguration()
  const database = await openDatabase(env.database, entities)
  try {
    if (await database.pendingMigrations()) {
      throw new StartError([NOT_UP_TO_DATE])
    }
    if (file === undefined) {
      await dumpFixtures(database, (text) => pipeline(text, process.stdout))
    } else {
      const users = await dumpFixtures(database, (text) => writeNewFile(file, text))
      console.log(`Wrote ${users} users and their statuses to ${file}`)
    }
  } finally {
    await database.close()
  }
})
