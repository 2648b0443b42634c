import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import { createApp } from '../../../src/app.js'
import { loadFixtures } from '../../../src/fixtures/load.js'
import { createLog } from '../../../src/log.js'
import { projectRoot } from '../../../src/process/project-files.js'
import { type Env, readEnv } from '../../../src/settings/env/env.js'
import { loadSettings } from '../../../src/settings/settings.js'
import { temporaryDatabase } from '../../support/database.js'
import { temporaryFolder } from '../../support/folder.js'
import { openMailbox, type ReceivedMail } from '../../support/mailbox.js'
import { linkPackages } from './packages.js'
import { CAST, fixtureOf, type Person } from './people.js'
import { clientOf, type WireClient } from './world.js'

/** A server of this project in a process of its own, as it runs in production. */
export interface ServerProcess extends WireClient {
  /** Without a path. */
  url: string
  pid: number
  /** What it has printed until now. */
  output(): string
  /** Ends the process, and waits for that. @returns its exit code, null when a signal ended it */
  kill(signal: NodeJS.Signals): Promise<number | null>
}

/** Servers on one database. */
export interface ServerProcesses {
  servers: ServerProcess[]
  /** What all of them mail. */
  mails: { next(): Promise<ReceivedMail> }
  database: string
  /** Starts one more, with some variables of its own. */
  startServer(env?: NodeJS.ProcessEnv): Promise<ServerProcess>
}

export interface ProcessOptions {
  people?: readonly Person[]
  /** Members beside those of the settings file. */
  GRAPHQL_AUTH?: object
  GRAPHQL_JWT?: object
  /** Variables beside those that every server has. */
  env?: NodeJS.ProcessEnv
  /** Packages that are not installed where they run. */
  without?: readonly string[]
}

/** A start may take long while the machine does other things. */
const WAIT = { timeout: 150_000, interval: 20 }

/** Starts servers that share one database. They answer when this is done, until the test ends. */
export async function startProcesses(
  count: number,
  { people = CAST, env = {}, without = [], ...groups }: ProcessOptions = {},
): Promise<ServerProcesses> {
  const folder = await projectWith(await settingsWith(groups), without)
  const mails = join(folder, 'mails')
  const variables = {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: '0',
    SECRET_KEY: 'only-for-tests-only-for-tests-only-for-tests',
    DATABASE_URL: await temporaryDatabase(),
    EMAIL_URL: `file:${mails}`,
    EMAIL_FROM: 'accounts@example.com',
    FRONTEND_URL: 'https://example.com',
    ...env,
  }
  const serverEnv = readEnv(variables, { mode: 'production', projectFolder: folder })
  await fillDatabase(folder, serverEnv, people)
  const mailbox = openMailbox(mails)
  const startServer = (own = {}) => startMain(folder, { ...variables, ...own })
  return {
    servers: await Promise.all(Array.from({ length: count }, () => startServer())),
    mails: { next: () => vi.waitFor(() => mailbox.next(), WAIT) },
    database: serverEnv.database,
    startServer,
  }
}

/**
 * A copy of this project whose settings say something else.
 *
 * @param without packages that are not installed there
 * @returns its folder
 */
export async function projectWith(
  settings: string,
  without: readonly string[] = [],
): Promise<string> {
  const folder = await temporaryFolder()
  for (const part of ['src', 'data', 'emails', 'package.json', 'tsconfig.json']) {
    await cp(join(projectRoot, part), join(folder, part), { recursive: true })
  }
  await linkPackages(folder, without)
  await writeFile(join(folder, 'graphql-auth.json'), settings)
  return folder
}

/** The settings file of this project with more members in its groups. */
export async function settingsWith(groups: Record<string, object>): Promise<string> {
  const settings = JSON.parse(await readFile(join(projectRoot, 'graphql-auth.json'), 'utf8'))
  const changed = Object.entries(groups).map(([name, more]) => [
    name,
    { ...settings[name], ...more },
  ])
  return JSON.stringify({ ...settings, ...Object.fromEntries(changed) })
}

async function fillDatabase(folder: string, env: Env, people: readonly Person[]): Promise<void> {
  const app = await createApp({
    env,
    settings: loadSettings(folder),
    log: createLog('test'),
  })
  await app.database.migrate()
  if (people.length > 0) await loadFixtures(app, [await fixtureOf(people)])
  await app.close()
}

/** Starts src/main.ts of a project. It is killed when the test ends. */
async function startMain(cwd: string, env: NodeJS.ProcessEnv): Promise<ServerProcess> {
  const options = { cwd, env: { ...process.env, ...env } }
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], options)
  const ended = once(child, 'close')
  const kill = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await ended
    return child.exitCode
  }
  onTestFinished(async () => {
    await kill('SIGKILL')
  })

  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  const url = await vi.waitFor(() => {
    const address = /http:[/\d.:]+(?=\/graphql)/.exec(output)?.[0]
    if (!address) throw new Error(`The server does not start:\n${output}`)
    return address
  }, WAIT)
  return { ...clientOf(url), url, pid: child.pid ?? 0, output: () => output, kill }
}
