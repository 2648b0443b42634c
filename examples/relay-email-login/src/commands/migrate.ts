import '../process/node-version.js'
import { refreshEmailOwners } from '../accounts/stale-email-owners.js'
import { openDatabase } from '../database/database.js'
import { entities } from '../entities.js'
import { run } from '../run.js'
import { loadConfiguration } from '../settings/configuration.js'

await run(async () => {
  const { env, settings } = loadConfiguration()
  const database = await openDatabase(env.database, entities)
  try {
    const applied = await database.migrate()
    for (const name of applied) console.log(`Applied ${name}`)
    const changed = await database.transaction((manager) =>
      refreshEmailOwners({ settings }, manager),
    )
    if (changed > 0) console.log(`Addresses changed, as EMAIL_CASE_INSENSITIVE says: ${changed}`)
    if (applied.length + changed === 0) console.log('Nothing to migrate')
  } finally {
    await database.close()
  }
})
