import '../process/node-version.js'
import { openDatabase } from '../database/database.js'
import { entities } from '../entities.js'
import { run } from '../run.js'
import { loadConfiguration } from '../settings/configuration.js'

await run(async () => {
  const database = await openDatabase(loadConfiguration().env.database, entities)
  try {
    const reverted = await database.revert()
    console.log(reverted ? `Reverted ${reverted}` : 'Nothing to revert')
  } finally {
    await database.close()
  }
})
