import { once } from 'node:events'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type App, createApp } from '../../src/app.js'
import { loadFixtures } from '../../src/fixtures/load.js'
import { createLog } from '../../src/log.js'
import { projectRoot } from '../../src/process/project-files.js'
import { createHttpServer } from '../../src/server.js'
import { type Env, readEnv } from '../../src/settings/env/env.js'
import { type GivenSettings, settingsOf } from '../../src/settings/settings.js'
import { User } from '../../src/users/user.entity.js'
import { type Client, createClient } from './client.js'
import { createTestClock, type TestClock } from './clock.js'
import { temporaryDatabase } from './database.js'
import { temporaryFolder } from './folder.js'
import { type Mailbox, openMailbox } from './mailbox.js'

/** A server of one test, with a database of its own. It stops when the test ends. */
export interface TestServer extends Client {
  /** Without a path. */
  url: string
  app: App
  clock: TestClock
  mails: Mailbox
  /** What the database knows of a user, or null. */
  findUser(id: number): Promise<User | null>
}

export interface TestServerOptions extends GivenSettings {
  /** Files to load, like those of `npm run loaddata`. */
  fixtures?: string[]
  /** Variables beside those that every test has. */
  env?: NodeJS.ProcessEnv
}

/** The least that bcrypt takes: no one tries to guess the passwords of tests. */
const CHEAP = 4

/** Four users, three of them verified: see fixtures/users.json. */
export const USERS = join(projectRoot, 'fixtures/users.json')

/**
 * Starts the server of this project. It has the default settings except for those that are given:
 * a test does not turn red because graphql-auth.json says something else today.
 */
export async function startServer({
  fixtures = [],
  GRAPHQL_AUTH = {},
  GRAPHQL_JWT = {},
  env = {},
}: TestServerOptions = {}): Promise<TestServer> {
  const folder = await temporaryFolder()
  const clock = createTestClock()
  const app = await createApp({
    env: testEnv(folder, { DATABASE_URL: await temporaryDatabase(), ...env }),
    settings: settingsOf({
      GRAPHQL_AUTH: { BCRYPT_COST: CHEAP, ...GRAPHQL_AUTH },
      GRAPHQL_JWT,
    }),
    log: createLog('test'),
    clock,
  })
  onTestFinished(() => app.close())
  await app.database.migrate()
  await loadFixtures(app, fixtures)
  const url = await listen(app)
  return {
    ...createClient(url),
    url,
    app,
    clock,
    mails: openMailbox(join(folder, 'mails'), app.mailDispatcher.flush),
    findUser: (id) =>
      app.database.reader.findOne(User, { where: { id }, relations: { status: true } }),
  }
}

function testEnv(folder: string, variables: NodeJS.ProcessEnv): Env {
  return readEnv(
    {
      NODE_ENV: 'test',
      SECRET_KEY: 'only-for-tests-only-for-tests-only-for-tests',
      EMAIL_URL: `file:${join(folder, 'mails')}`,
      SITE_NAME: 'My Site',
      ...variables,
    },
    { mode: 'test', projectFolder: projectRoot },
  )
}

/** Answers requests until the test ends. @returns the address, on a port that was free */
export async function listen(app: App): Promise<string> {
  const server = await createHttpServer(app)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  })
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The server has no address.')
  return `http://127.0.0.1:${address.port}`
}
