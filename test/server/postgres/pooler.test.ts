import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src/database/database.js'
import { entities } from '../../../src/entities.js'
import { hasPgBouncer, setDefaults, startPgBouncer } from '../support/pgbouncer.js'
import { startWorld } from '../support/world.js'

interface Setting {
  name: string
  setting: string
}

const LIMITS = `
  SELECT name, setting FROM pg_settings
  WHERE name IN ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout')
  ORDER BY name
`
const USUAL = [
  { name: 'idle_in_transaction_session_timeout', setting: '15000' },
  { name: 'lock_timeout', setting: '5000' },
  { name: 'statement_timeout', setting: '15000' },
]
const NONE = USUAL.map(({ name }) => ({ name, setting: '0' }))

const MODES = [
  ['in session mode', 'session', []],
  ['in transaction mode', 'transaction', []],
  ['that drops what it does not know', 'transaction', ['ignore_startup_parameters = options']],
] as const

describe.skipIf(!hasPgBouncer())('behind PgBouncer', { timeout: 120_000 }, () => {
  it.each(MODES)('%s everything works, within the usual limits', async (_how, mode, lines) => {
    const { pooled } = await startPgBouncer(mode, [...lines])
    const { app, enter, ask, call } = await startWorld({ env: { DATABASE_URL: pooled } })
    const { token, refreshToken } = await enter('user2')
    expect(await ask('{ me { username } }', {}, token)).toEqual({
      data: { me: { username: 'user2' } },
    })
    expect(await call('refreshToken', { refreshToken })).toMatchObject({ success: true })

    const inTransaction = app.database.transaction((manager) => manager.query<Setting[]>(LIMITS))
    expect(await inTransaction).toEqual(USUAL)
    // Nothing is left behind for those who get the connection next.
    expect(await app.database.reader.query(LIMITS)).toEqual(NONE)
    expect(await app.database.snapshot((manager) => manager.query(LIMITS))).toEqual(NONE)
    expect(app.database.notices).toEqual([
      expect.stringMatching(/^DATABASE_URL: the pooler .* ALTER ROLE … SET statement_timeout/),
    ])
  })

  it('several that migrate at once do it once, and take their time', async () => {
    const { direct, pooled } = await startPgBouncer('transaction')
    await setDefaults(direct, { lock_timeout: '1' })
    const databases = await Promise.all([1, 2, 3].map(() => openDatabase(pooled, entities)))
    const applied = await Promise.all(databases.map((database) => database.migrate()))
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1)
    // The lock is gone with them: no one waits for it.
    expect(await databases[0]?.migrate()).toEqual([])
    await Promise.all(databases.map((database) => database.close()))
  })

  it('a limit of the role is one for statements outside of transactions, too', async () => {
    const { direct, pooled } = await startPgBouncer('transaction')
    await setDefaults(direct, { statement_timeout: "'15s'" })
    const { notices, snapshot, reader, close } = await openDatabase(pooled, entities)
    expect(notices).toEqual([])
    const [limit] = await reader.query<Setting[]>(
      LIMITS.replace('ORDER', "AND name LIKE 'st%' ORDER"),
    )
    expect(limit).toMatchObject({ setting: '15000' })
    expect(await snapshot((manager) => manager.query(LIMITS))).toEqual(NONE)
    await close()
  })

  it.each(['session', 'transaction'] as const)(
    'options that do not arrive are refused: %s',
    async (mode) => {
      for (const lines of [[], ['ignore_startup_parameters = options']]) {
        const { pooled } = await startPgBouncer(mode, lines)
        await expect(
          openDatabase(`${pooled}?options=-c%20search_path=mine`, entities),
        ).rejects.toThrow('the pooler does not support options: use ALTER ROLE … SET')
      }
    },
  )
})

describe('sessions that begin in another way', () => {
  const ODD = {
    DateStyle: "'German, DMY'",
    TimeZone: "'Asia/Kathmandu'",
    IntervalStyle: "'sql_standard'",
    bytea_output: "'escape'",
    extra_float_digits: '-15',
    standard_conforming_strings: 'off',
    default_transaction_isolation: "'serializable'",
    lock_timeout: '1',
    client_encoding: "'LATIN1'",
  }

  it.skipIf(!hasPgBouncer()).each(['direct', 'pooled'] as const)(
    'change nothing of what is read and written: %s',
    { timeout: 120_000 },
    async (way) => {
      const urls = await startPgBouncer('transaction')
      await setDefaults(urls.direct, ODD)
      const { call, see, app } = await startWorld({ people: [], env: { DATABASE_URL: urls[way] } })
      const password = 'correct horse battery'
      const account = { username: 'Zoë', email: 'zoe@email.com' }
      await call('register', { ...account, password1: password, password2: password })
      const now = app.clock.now().toISOString()
      expect(await see('Zoë')).toMatchObject({ username: 'Zoë', dateJoined: now })
      const level = app.database.transaction((manager) =>
        manager.query('SHOW transaction_isolation'),
      )
      expect(await level).toEqual([{ transaction_isolation: 'read committed' }])
    },
  )
})
