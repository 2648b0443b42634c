import '../process/node-version.js'
import { openDatabase } from '../database/database.js'
import { NOT_UP_TO_DATE } from '../database/migrations.js'
import { wordsOf, writeMigration } from '../database/own-migrations.js'
import { entities } from '../entities.js'
import { StartError } from '../errors/start-error.js'
import { run } from '../run.js'
import { loadConfiguration } from '../settings/configuration.js'

await run(async () => {
  const words = wordsOf(process.argv.slice(2), 'migration:generate')
  const database = await openDatabase(loadConfiguration().env.database, entities)
  try {
    if (await database.pendingMigrations()) {
      throw new StartError([NOT_UP_TO_DATE])
    }
    const changes = await database.ownTableChanges()
    if (changes.up.length === 0) {
      console.log('Nothing to do: the tables are as src/own/entities.ts says')
    } else {
      console.log(`Wrote ${await writeMigration(words, changes)}: read it before you run it`)
    }
  } finally {
    await database.close()
  }
})
