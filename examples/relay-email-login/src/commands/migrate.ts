import { openDatabase } from '../database/database.js'
import { run } from '../run.js'
import { loadConfiguration } from '../settings/configuration.js'

await run(async () => {
  const database = await openDatabase(loadConfiguration().env.databaseFile)
  const applied = await database.migrate()
  for (const name of applied) console.log(`Applied ${name}`)
  if (applied.length === 0) console.log('Nothing to migrate')
  await database.close()
})
