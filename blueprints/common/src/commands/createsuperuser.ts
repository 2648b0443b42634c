import '../process/node-version.js'
import { requireFreshEmailOwners } from '../accounts/stale-email-owners.js'
import { createApp } from '../app.js'
import { NOT_UP_TO_DATE } from '../database/migrations.js'
import { FormError } from '../errors/form-error.js'
import { StartError } from '../errors/start-error.js'
import { createLog } from '../log.js'
import { run } from '../run.js'
import { type Configuration, loadConfiguration } from '../settings/configuration.js'
import { type Answers, checkGiven, complete, linesOf } from './superuser/answers.js'
import { HELP, readArguments } from './superuser/arguments.js'
import { createSuperuser } from './superuser/create.js'
import { LOGIN_FIELD } from './superuser/fields.js'
import { hasTerminal, Interrupted, openTerminal } from './superuser/terminal.js'

/** As a shell reports a program that Ctrl-C has ended. */
const INTERRUPTED = 130

await run(async () => {
  const { texts, mayAsk, wantsHelp } = readArguments(process.argv.slice(2))
  if (wantsHelp) {
    console.log(HELP)
    return
  }
  const configuration = loadConfiguration()
  const given = { texts, password: process.env.SUPERUSER_PASSWORD || null }
  const canAsk = mayAsk && hasTerminal()
  checkGiven(given, canAsk)
  await create(configuration, given, canAsk).catch(reportEnd)
})

async function create(configuration: Configuration, given: Answers, canAsk: boolean) {
  const app = await createApp({ ...configuration, log: createLog(configuration.env.mode) })
  const terminal = canAsk ? openTerminal() : null
  try {
    if (await app.database.pendingMigrations()) {
      throw new StartError([NOT_UP_TO_DATE])
    }
    await requireFreshEmailOwners(app)
    const { texts, password } = await complete(app, given, terminal)
    terminal?.end()
    const user = await createSuperuser(app, texts, password).catch((error: unknown) => {
      throw error instanceof FormError ? new StartError(linesOf(error.errors, texts)) : error
    })
    console.log(`Created the superuser ${user[LOGIN_FIELD]}`)
    if (password === null) console.log('It has no password yet: a link by mail sets it')
  } finally {
    terminal?.close()
    await app.close()
  }
}

function reportEnd(error: unknown): void {
  if (!(error instanceof Interrupted)) throw error
  console.error('Interrupted: nothing was created')
  process.exitCode = INTERRUPTED
}
