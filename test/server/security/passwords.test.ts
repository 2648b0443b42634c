import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../../../src/process/project-files.js'
import { refused, refusedFor, tooSimilar, wire } from '../support/answers.js'
import { PASSWORD } from '../support/people.js'
import { startWorld, type World, type WorldOptions } from '../support/world.js'

const anna = { username: 'annaconda', email: 'anna@email.com' }

/** Registers someone with a password. */
function register({ call }: World, password: string) {
  return call('register', { ...anna, password1: password, password2: password })
}

function start(GRAPHQL_AUTH: WorldOptions['GRAPHQL_AUTH'] = {}, options: WorldOptions = {}) {
  return startWorld({ ...options, GRAPHQL_AUTH: { RATE_LIMIT: false, ...GRAPHQL_AUTH } })
}

describe('S40: a new password', () => {
  test.each([
    ['has 8 characters', 'zuqwebra'],
    ['has 64 characters and more', 'correct horse battery staple '.repeat(2).padEnd(72, '!')],
    ['is of one kind of character', 'zzqqwwxx'],
    ['has spaces at its ends', '  horse battery  '],
    ['is of another script', 'правильнаялошадь'],
  ])('may be one that %s', async (_case, password) => {
    const world = await start()
    expect(await register(world, password)).toMatchObject({ success: true })
    await world.enter(anna.username, password)
  })

  test.each([
    ['7 characters', 'zuqwebr', [wire.tooShort]],
    ['a common one', 'iloveyou1', [wire.tooCommon]],
    ['digits', '8675309867530986', [wire.entirelyNumeric]],
    ['the username', 'annaconda1', [tooSimilar('username')]],
    ['the address', 'anna@email', [tooSimilar('email address')]],
  ])('may not be %s', async (_case, password, problems) => {
    const world = await start()
    expect(await register(world, password)).toEqual(refused('register', { password2: problems }))
  })

  test('may be none of more than 3000 common ones', () => {
    const list = readFileSync(join(projectRoot, 'data/common-passwords.txt'), 'utf8')
    expect(list.split('\n').length).toBeGreaterThan(3000)
  })
})

describe('S41: a password of more than 72 bytes', () => {
  const LONG = `${'abcdefgh'.repeat(9)}-one-and-not-the-other-one!`
  const OTHER = `${'abcdefgh'.repeat(9)}-other-and-not-the-one-one!`
  const tooLong = (bytes: number) => ({
    message: `This password is too long. It must contain at most ${bytes} bytes.`,
    code: 'password_too_long',
  })

  test.each([
    ['of 100 bytes', LONG],
    ['of 24 emoji', '😀'.repeat(24)],
  ])('is refused with bcrypt, which would ignore the rest: %s', async (_case, password) => {
    const world = await start()
    expect(await register(world, password)).toEqual(
      refused('register', { password2: [tooLong(72)] }),
    )
  })

  test('is taken whole with Argon2id', async () => {
    const world = await start({ PASSWORD_HASHER: 'argon2id' })
    expect(await register(world, LONG)).toMatchObject({ success: true })

    await world.enter(anna.username, LONG)
    expect(await world.call('tokenAuth', { username: anna.username, password: OTHER })).toEqual(
      refusedFor('tokenAuth', wire.invalidCredentials),
    )
    expect(
      await world.call('tokenAuth', { username: anna.username, password: LONG.slice(0, 72) }),
    ).toEqual(refusedFor('tokenAuth', wire.invalidCredentials))
  })

  test('has an end with Argon2id too', async () => {
    const world = await start({ PASSWORD_HASHER: 'argon2id' })
    expect(await register(world, LONG.repeat(11))).toEqual(
      refused('register', { password2: [tooLong(1024)] }),
    )
  })
})

describe('S43: characters that no one types', () => {
  const STRANGE = { nul: '\0', control: '\u0007', delete: '\u007F', newline: '\n', half: '\uD800' }

  test.each(Object.entries(STRANGE))(
    'are refused in a new password: %s',
    async (_name, strange) => {
      const world = await start()
      const answer = await register(world, `correct horse${strange} battery`)
      expect(answer).toMatchObject({ success: false, errors: { password2: [expect.anything()] } })
    },
  )

  test.each(Object.entries(STRANGE))('let no one in: %s', async (_name, strange) => {
    const { call, enter } = await start()
    for (const password of [`${PASSWORD}${strange}`, `${strange}${PASSWORD}`, strange]) {
      expect(await call('tokenAuth', { username: 'user2', password })).toEqual(
        refusedFor('tokenAuth', wire.invalidCredentials),
      )
    }
    const { token } = await enter('user2')
    const password = `${PASSWORD}${strange}`
    expect(await call('archiveAccount', { password }, token)).toEqual(
      refused('archiveAccount', { password: [wire.invalidPassword] }),
    )
  })

  test('do not make one password of two', async () => {
    const world = await start()
    await register(world, 'correct horse \uFFFD battery')
    for (const strange of ['\uD800', '\uDFFF']) {
      const password = `correct horse ${strange} battery`
      expect(await world.call('tokenAuth', { username: anna.username, password })).toEqual(
        refusedFor('tokenAuth', wire.invalidCredentials),
      )
    }
  })
})
