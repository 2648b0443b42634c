import '../process/node-version.js'
import { requireFreshEmailOwners } from '../accounts/stale-email-owners.js'
import { createApp } from '../app.js'
import { NOT_UP_TO_DATE } from '../database/migrations.js'
import { StartError } from '../errors/start-error.js'
import { loadFixtures } from '../fixtures/load.js'
import { createLog } from '../log.js'
import { run } from '../run.js'
import { loadConfiguration } from '../settings/configuration.js'

await run(async () => {
  const files = process.argv.slice(2)
  if (files.length === 0) throw new StartError(['No file given: npm run loaddata -- FILE…'])
  const configuration = loadConfiguration()
  const app = await createApp({ ...configuration, log: createLog(configuration.env.mode) })
  try {
    if (await app.database.pendingMigrations()) {
      throw new StartError([NOT_UP_TO_DATE])
    }
    await requireFreshEmailOwners(app)
    const { users, statuses } = await loadFixtures(app, files)
    console.log(`Loaded ${users} users and ${statuses} statuses`)
  } finally {
    await app.close()
  }
})
