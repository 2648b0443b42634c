import { describe, expect, test } from 'vitest'
import { StartError } from '../../../src/errors/start-error.js'
import { loadFixtures } from '../../../src/fixtures/load.js'
import { QueueFull } from '../../../src/passwords/queue.js'
import { User } from '../../../src/users/user.entity.js'
import { refusedFor, wire } from '../support/answers.js'
import { fixtureOf, PASSWORD, person } from '../support/people.js'
import { startWorld, type World, type WorldOptions } from '../support/world.js'

/** `pässword-😀`, as Django stores it. */
const IMPORTED = {
  pbkdf2_sha256: 'pbkdf2_sha256$1000$somesalt$qPKbn81nleoo8s+NwU4ljU5dFfvTr2/QL7Lzb1DyC/k=',
  pbkdf2_sha1: 'pbkdf2_sha1$1000$somesalt$7KJyV+yv8vxVayCv8PpgcjyIhxQ=',
  bcrypt_sha256: 'bcrypt_sha256$$2b$04$PRIF9EyoiqDw1lno2rGa3OIh0bKbMsaMTWhn498tDXRsP.DcCdWk2',
  bcrypt: 'bcrypt$$2b$04$I1RhK.j6wocKesxPi6pWg.TliRXpRrjYlnW7wHPuUSBlrBtTCiz.2',
  argon2:
    'argon2$argon2id$v=19$m=512,t=2,p=2$c29tZXNhbHQ$eFLn+IbIA4yhu3v20TFqPZIrdK54kwHzwDntf/fwJsY',
  scrypt:
    'scrypt$1024$somesalt$8$1$lOV5hVL+gxFwI+6+X4xcym2eZGvVO9hyUTrPIry6HeZFwQ+vcL0CAgcSBmVPnD79uDo4Yqe1RRvp4MvytaC0Qg==',
}
const IMPORTED_PASSWORD = 'pässword-😀'

/** Such as would take hours, or more memory than there is. */
const EXCESSIVE = {
  pbkdf2: 'pbkdf2_sha256$1000000000$somesalt$qPKbn81nleoo8s+NwU4ljU5dFfvTr2/QL7Lzb1DyC/k=',
  bcrypt: '$2b$31$I1RhK.j6wocKesxPi6pWg.TliRXpRrjYlnW7wHPuUSBlrBtTCiz.2',
  argon2: 'argon2$argon2id$v=19$m=4194304,t=9,p=1$c29tZXNhbHQ$c2FsdHNhbHRzYWx0c2FsdA',
  scrypt: 'scrypt$4194304$somesalt$8$1$lOV5hVL+gxFwI+6+X4xcym2eZGvVO9hyUTrPIry6HeZF',
}

function peopleWith(password: string) {
  return [person('django', { verified: true }, { password })]
}

function start(options: WorldOptions = {}) {
  return startWorld({ ...options, GRAPHQL_AUTH: { RATE_LIMIT: false, ...options.GRAPHQL_AUTH } })
}

async function storedPassword({ app }: World, username: string): Promise<string> {
  const { password } = await app.database.reader.findOneByOrFail(User, { username })
  return password
}

describe('S44: a hash of Django', () => {
  test.each(Object.entries(IMPORTED))(
    '%s lets in, and becomes one of ours',
    async (_name, hash) => {
      const world = await start({ people: peopleWith(hash) })
      expect(await storedPassword(world, 'django')).toBe(hash)

      await world.enter('django', IMPORTED_PASSWORD)
      const stored = await storedPassword(world, 'django')
      expect(stored).toMatch(/^\$2b\$04\$/)

      await world.enter('django', IMPORTED_PASSWORD)
      expect(await storedPassword(world, 'django')).toBe(stored)
    },
  )

  test('stays as it is while nothing else can be hashed soon, and lets in', async () => {
    const world = await start({ people: peopleWith(IMPORTED.bcrypt) })
    world.app.passwords.hash = () => Promise.reject(new QueueFull(1))
    await world.enter('django', IMPORTED_PASSWORD)
    expect(await storedPassword(world, 'django')).toBe(IMPORTED.bcrypt)
  })

  test('that is unusable lets no one in', async () => {
    const { call } = await start({ people: peopleWith('!unusable') })
    for (const password of ['!unusable', '!', '']) {
      expect(await call('tokenAuth', { username: 'django', password })).toEqual(
        refusedFor('tokenAuth', wire.invalidCredentials),
      )
    }
  })

  test.each(Object.entries(EXCESSIVE))(
    'of excessive cost is not imported: %s',
    async (_name, hash) => {
      const { app } = await start()
      const load = loadFixtures(app, [await fixtureOf(peopleWith(hash))])
      await expect(load).rejects.toThrow(StartError)
    },
  )

  test.each(Object.entries(EXCESSIVE))(
    'of excessive cost is not computed: %s',
    async (_name, hash) => {
      const { app, call } = await start()
      await app.database.transaction((manager) =>
        manager.update(User, { username: 'user2' }, { password: hash }),
      )
      const begin = performance.now()
      expect(await call('tokenAuth', { username: 'user2', password: PASSWORD })).toEqual(
        refusedFor('tokenAuth', wire.invalidCredentials),
      )
      expect(performance.now() - begin).toBeLessThan(2000)
    },
  )
})

test('S45: 200 logins do not bring a password back that is changed meanwhile', {
  timeout: 60_000,
}, async () => {
  const weak = 'bcrypt$$2b$04$I1RhK.j6wocKesxPi6pWg.TliRXpRrjYlnW7wHPuUSBlrBtTCiz.2'
  const world = await start()
  const { app, call } = world
  let { token } = await world.enter('user2')

  for (let round = 0; round < 200; round += 1) {
    await app.database.transaction((manager) =>
      manager.update(User, { username: 'user2' }, { password: weak }),
    )
    const next = `correct horse ${round}`
    const login = call('tokenAuth', { username: 'user2', password: IMPORTED_PASSWORD })
    const change = { oldPassword: IMPORTED_PASSWORD, newPassword1: next, newPassword2: next }
    const changed = await call('passwordChange', change, token)
    await login
    expect(changed).toMatchObject({ success: true })
    expect(await app.passwords.verify(next, await storedPassword(world, 'user2'))).toBe(true)
    token = String(changed.token)
  }
})

describe('PASSWORD_HASHER', () => {
  test('makes other hashes, and those of before go on letting in', async () => {
    const world = await start({ GRAPHQL_AUTH: { PASSWORD_HASHER: 'argon2id' } })
    expect(await storedPassword(world, 'user2')).toMatch(/^\$2b\$/)

    await world.enter('user2')
    const stored = await storedPassword(world, 'user2')
    expect(stored).toMatch(/^\$argon2id\$/)
    await world.enter('user2')
    expect(await storedPassword(world, 'user2')).toBe(stored)
  })

  test('can be changed back', async () => {
    const argon2id = IMPORTED.argon2.replace(/^argon2/, '')
    const world = await start({ people: peopleWith(argon2id) })

    await world.enter('django', IMPORTED_PASSWORD)
    expect(await storedPassword(world, 'django')).toMatch(/^\$2b\$04\$/)
    await world.enter('django', IMPORTED_PASSWORD)
  })
})
