import './process/node-version.js'
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { Logger } from 'pino'
import { requireFreshEmailOwners } from './accounts/stale-email-owners.js'
import { type App, createApp } from './app.js'
import { startHousekeeping } from './housekeeping.js'
import { listen } from './http/listen.js'
import { createLog } from './log.js'
import { run } from './run.js'
import { createHttpServer } from './server.js'
import { loadConfiguration } from './settings/configuration.js'
import { type ListenAddress, urlOf } from './settings/env/listen-address.js'
import { startNotices } from './settings/start-notices.js'
import { NOT_UP_TO_DATE } from './database/migrations.js'

/** In milliseconds. Container runtimes kill what has not stopped after ten seconds. */
const STOP_TIMEOUT = 8_000

await run(async () => {
  const configuration = loadConfiguration()
  const log = createLog(configuration.env.mode)
  logWhatEscapes(log)
  const app = await createApp({ ...configuration, log })
  const { server, address } = await start(app)
  announce(app, address)
  app.mailDispatcher.start()
  const stopHousekeeping = startHousekeeping(app)
  stopOnSignal(app, server, stopHousekeeping)
})

/** A failed start must not keep the process alive because of an open connection. */
async function start(app: App): Promise<{ server: Server; address: ListenAddress }> {
  try {
    await checkDatabase(app)
    const server = await createHttpServer(app)
    return { server, address: await listen(server, app.env.address) }
  } catch (error) {
    await app.close()
    throw error
  }
}

/** One line with the address, and one for each thing that is less safe than it could be. */
function announce(app: App, address: ListenAddress): void {
  app.log.info(`Listening on ${urlOf(address)}${app.env.basePath}/graphql`)
  for (const { level, text } of startNotices(app)) app.log[level](text)
  if (app.env.mode !== 'production') return
  for (const text of app.database.notices) app.log.warn(text)
}

async function checkDatabase(app: App): Promise<void> {
  if (await app.database.pendingMigrations()) {
    app.log.warn(NOT_UP_TO_DATE)
  } else {
    await requireFreshEmailOwners(app)
  }
}

/**
 * What no request has caught must not end the others. After an exception that was thrown in the
 * middle of something the state is unknown: the process ends and says why.
 */
function logWhatEscapes(log: Logger): void {
  process.on('unhandledRejection', (error) => log.error({ event: 'unhandled_rejection', error }))
  process.on('uncaughtException', (error) => {
    log.fatal({ event: 'uncaught_exception', error })
    process.exit(1)
  })
}

/**
 * Takes no more connections and mails, finishes what runs, closes the database, and ends. A client
 * that stops reading delays it for some seconds, not forever.
 */
function stopOnSignal(app: App, server: Server, stopHousekeeping: () => void): void {
  const stop = async () => {
    app.log.info('Stopping')
    server.close()
    server.closeIdleConnections()
    // Connections that are answered just now do not linger for another request.
    server.keepAliveTimeout = 1
    setTimeout(() => server.closeAllConnections(), STOP_TIMEOUT).unref()
    stopHousekeeping()
    await Promise.all([once(server, 'close'), app.mailDispatcher.stop()])
    await app.close()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}
