import { once } from 'node:events'
import type { Server } from 'node:http'
import { type App, createApp } from './app.js'
import { createLog } from './log.js'
import { run } from './run.js'
import { createHttpServer } from './server.js'
import { loadConfiguration } from './settings/configuration.js'
import { StartError } from './settings/start-error.js'

await run(async () => {
  const configuration = loadConfiguration()
  const log = createLog(configuration.env.mode)
  const app = await createApp({ ...configuration, log })
  await warnOfPendingMigrations(app)
  const server = await listen(app)
  announce(app, server)
  stopOnSignal(app, server)
})

async function listen(app: App): Promise<Server> {
  const server = await createHttpServer(app)
  server.listen(app.env.port, app.env.host)
  await once(server, 'listening').catch(reportPort)
  return server
}

function reportPort(error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error)
  throw new StartError([`PORT: cannot ${reason}: set another HOST or PORT`])
}

/** One line with the address, and one for each thing that is open while developing only. */
function announce({ env, log }: App, server: Server): void {
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : env.port
  log.info(`Listening on http://${env.host}:${port}/graphql`)
  if (env.mode !== 'development') return
  log.info('Development only: GraphiQL is at the same address in a browser')
  if (env.emailUrl === 'console:') log.info('Development only: mails are printed here')
}

async function warnOfPendingMigrations({ database, log }: App): Promise<void> {
  if (await database.pendingMigrations()) {
    log.warn('The database is not up to date: run `npm run migrate`')
  }
}

/** Takes no more connections, finishes what runs, closes the database; then the process ends. */
function stopOnSignal(app: App, server: Server): void {
  const stop = async () => {
    app.log.info('Stopping')
    server.close()
    server.closeIdleConnections()
    // Connections that are answered just now do not linger for another request.
    server.keepAliveTimeout = 1
    await once(server, 'close')
    await app.close()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}
