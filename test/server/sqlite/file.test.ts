import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, rename, stat, writeFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { openDatabase } from '../../../src/database/database.js'
import { explain } from '../../../src/database/errors.js'
import { openConnection } from '../../../src/database/sqlite-connection.js'
import { sqliteDriver } from '../../../src/database/sqlite-driver.js'
import { requireDatabase } from '../../../src/database/sqlite-file.js'
import { entities } from '../../../src/entities.js'
import { projectRoot } from '../../../src/process/project-files.js'
import { captureLog } from '../support/captured-log.js'
import { LOGIN, statusOf, UNAVAILABLE } from '../support/faults.js'
import { openOutside } from '../support/outside.js'
import { post, startWorld } from '../support/world.js'

it('S59: /ready says when the file is gone, nothing is written, and all is well when it is back', async () => {
  const { url, app, ask } = await startWorld()
  const log = captureLog(app)
  const { database } = app.env
  expect(await statusOf(url, '/ready')).toBe(200)

  await rename(database, `${database}.away`)
  expect(await statusOf(url, '/ready')).toBe(503)
  expect(await statusOf(url, '/health')).toBe(200)
  const response = await post(url, LOGIN)
  expect(response.status).toBe(503)
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await response.json()).toEqual(UNAVAILABLE)

  await writeFile(database, '')
  expect(await statusOf(url, '/ready')).toBe(503)
  expect((await post(url, LOGIN)).status).toBe(503)

  await rename(`${database}.away`, database)
  expect(await statusOf(url, '/ready')).toBe(200)
  expect((await post(url, LOGIN)).status).toBe(200)
  expect(await ask('{ me { id } }')).toEqual({ data: { me: null } })
  const changes = log.events().filter(({ event }) => event?.includes('ready'))
  expect(changes.map(({ event }) => event)).toEqual(['not_ready', 'ready_again'])
})

it('a connection that is closed in a transaction leaves no lock', async () => {
  const { app } = await startWorld()
  const { database } = app.env
  const source = await openConnection(database, { entities: [], migrations: [] })
  const runner = source.createQueryRunner()
  await runner.startTransaction()
  await runner.query("UPDATE users SET first_name = 'lost'")
  await source.destroy()

  const { run } = await openOutside(database)
  await run("UPDATE users SET first_name = 'kept'")
  await app.database.snapshot((manager) => manager.query('SELECT 1 FROM users'))
  expect(await run('PRAGMA wal_checkpoint(TRUNCATE)')).toMatchObject([{ busy: 0 }])
  expect(await run('SELECT DISTINCT first_name FROM users')).toEqual([{ first_name: 'kept' }])
})

it('a start waits for another process that has the file to itself', async () => {
  const { app } = await startWorld()
  const file = `${app.env.database}.locked`
  // While we wait, nothing of this process can tell it to let go.
  const other = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      '--input-type=module',
      '--eval',
      `
    import { sqliteDriver } from './src/database/sqlite-driver.ts'
    const connection = new (sqliteDriver())(${JSON.stringify(file)})
    connection.exec('CREATE TABLE a (b); BEGIN EXCLUSIVE')
    process.stdout.write('locked')
    setTimeout(() => connection.close(), 500)`,
    ],
    { cwd: projectRoot, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  await once(other.stdout, 'data')
  expect(() => requireDatabase(file)).not.toThrow()
  await once(other, 'exit')
})

it('a full disk is told in one line before there is a statement of TypeORM, too', () => {
  const connection = new (sqliteDriver())(':memory:')
  connection.exec('PRAGMA max_page_count = 1')
  const fill = () => connection.exec('CREATE TABLE a (b); CREATE TABLE c (d)')
  expect(whatThrows(fill)).toBe(
    'The database says: database or disk is full: check the free space on the disk, and try again',
  )
  connection.close()
})

function whatThrows(work: () => unknown): string | null {
  try {
    work()
    return null
  } catch (error) {
    return explain(error)
  }
}

const onPosix = it.runIf(process.platform !== 'win32')

onPosix('the file and those beside it are for their owner alone', async () => {
  const { app } = await startWorld()
  const { database } = app.env
  for (const file of [database, `${database}-wal`, `${database}-shm`]) {
    expect((await stat(file)).mode & 0o777, file).toBe(0o600)
  }
  expect(app.database.notices).toEqual([])
})

onPosix(
  'a file that was there keeps its mode, and it is told that others may read it',
  async () => {
    const { app } = await startWorld()
    const { database } = app.env
    await chmod(database, 0o644)
    const { notices, close } = await openDatabase(database, entities)
    await close()
    expect((await stat(database)).mode & 0o777).toBe(0o644)
    expect(notices).toEqual([expect.stringMatching(/^DATABASE_URL: .*can read .*: run chmod 600 /)])
  },
)
