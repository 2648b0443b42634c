import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import bcrypt from 'bcrypt'
import { describe, expect, it } from 'vitest'
import { done, refused, refusedFor, wire } from '../support/answers.js'
import { openOutside } from '../support/outside.js'
import { HASH, PASSWORD, person } from '../support/people.js'
import { type ServerProcess, type ServerProcesses, startProcesses } from '../support/processes.js'
import type { Payload } from '../support/world.js'

/** Room for two starts and many hashes. */
const PATIENCE = { timeout: 300_000 }

/** In milliseconds. */
const PAUSE = 500

/** Nothing but the race decides, and hashes are cheap. */
const SETTINGS = { GRAPHQL_AUTH: { BCRYPT_COST: 4, RATE_LIMIT: false } }

/** Does something many times at once, by the servers in turn. */
function atOnce(
  servers: readonly ServerProcess[],
  times: number,
  work: (server: ServerProcess, index: number) => Promise<Payload>,
): Promise<Payload[]> {
  const turns = Array.from({ length: times }, (_, index) => servers[index % servers.length])
  return Promise.all(
    turns.flatMap((server, index) => (server ? patiently(() => work(server, index)) : [])),
  )
}

/** Tries again while a server has too many passwords to hash. @throws for any other GraphQL error */
async function patiently(attempt: () => Promise<Payload>): Promise<Payload> {
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (!String(error).includes('SERVICE_UNAVAILABLE')) throw error
      await setTimeout(PAUSE)
    }
  }
}

function indexesOfSuccess(answers: readonly Payload[]): number[] {
  return answers.flatMap(({ success }, index) => (success === true ? index : []))
}

const refusals = (answers: readonly Payload[]) => answers.filter(({ success }) => success !== true)

/** Compared so slowly that something else can happen meanwhile. */
const SLOW_HASH = bcrypt.hashSync(PASSWORD, 12)
/** The same password as another hasher would keep it: a login replaces it. */
const FOREIGN_HASH = `bcrypt$${HASH}`

const setHash = (hash: string) => `UPDATE users SET password = '${hash}' WHERE username = 'user2'`

/** The token of a new link; notices have none. */
async function resetToken({ servers: [one], mails }: ServerProcesses): Promise<string> {
  await one?.call('sendPasswordResetEmail', { email: 'user2@email.com' })
  for (;;) {
    const { token } = await mails.next()
    if (token) return token
  }
}

describe('two servers on one database', PATIENCE, () => {
  it('S2: of 20 resets with one token one succeeds, and its password logs in', async () => {
    const { servers, mails } = await startProcesses(2, SETTINGS)
    const [one] = servers
    await one?.call('sendPasswordResetEmail', { email: 'user2@email.com' })
    const { token } = await mails.next()
    const password = (index: number) => `correct horse ${index}`
    const answers = await atOnce(servers, 20, ({ call }, index) =>
      call('passwordReset', {
        token,
        newPassword1: password(index),
        newPassword2: password(index),
      }),
    )
    const winners = indexesOfSuccess(answers)
    expect(winners).toHaveLength(1)
    expect(refusals(answers)).toEqual(
      Array(19).fill(refusedFor('passwordReset', wire.invalidToken)),
    )
    const logins = await atOnce(servers, 20, ({ call }, index) =>
      call('tokenAuth', { username: 'user2', password: password(index) }),
    )
    expect(indexesOfSuccess(logins)).toEqual(winners)
  })

  it('S6: of two users who verify one second address at once one has it', async () => {
    const { servers, mails } = await startProcesses(2, SETTINGS)
    const tokens = new Map<string, string>()
    for (const username of ['user2', 'user4']) {
      const [one] = servers
      const caller = await one?.enter(username)
      const args = { email: 'second@email.com', password: PASSWORD }
      await one?.call('sendSecondaryEmailActivation', args, caller?.token)
      tokens.set(username, (await mails.next()).token)
    }
    const turns = [...tokens.values()]
    const answers = await atOnce(servers, 8, ({ call }, index) =>
      call('verifySecondaryEmail', { token: turns[Math.floor(index / 4)] }),
    )
    expect(indexesOfSuccess(answers)).toHaveLength(1)
    for (const { errors } of refusals(answers)) {
      expect([wire.emailTaken, wire.invalidToken]).toContainEqual(Object(errors).nonFieldErrors[0])
    }
  })

  it('S6: a swap and registers of both its addresses: one account an address', async () => {
    const { servers } = await startProcesses(2, SETTINGS)
    const [one, two] = servers
    const { token } = (await one?.enter('user4')) ?? {}
    const register = (username: string, email: string) => ({
      username,
      email,
      password1: 'correct horse',
      password2: 'correct horse',
    })
    const [swapped, ...registered] = await Promise.all([
      one?.call('swapEmails', { password: PASSWORD }, token),
      two?.call('register', register('ann', 'user4@email.com')),
      two?.call('register', register('bob', 'USER4_secondary@email.com')),
      one?.call('register', register('eve', 'user4_secondary@EMAIL.com')),
    ])
    expect(swapped).toMatchObject({ success: true })
    expect(registered).toEqual(Array(3).fill(refused('register', { email: [wire.emailTaken] })))
  })

  it('S18: logins at one server that a reset at the other overtakes come to nothing', async () => {
    const world = await startProcesses(2, SETTINGS)
    const { run } = await openOutside(world.database)
    const [one, two] = world.servers
    for (let round = 0; round < 5; round += 1) {
      const token = await resetToken(world)
      await run(setHash(SLOW_HASH))
      const begun = atOnce(one ? [one] : [], 4, ({ call }) =>
        call('tokenAuth', { username: 'user2', password: PASSWORD }),
      )
      const next = { newPassword1: 'correct horse', newPassword2: 'correct horse' }
      expect(await two?.call('passwordReset', { token, ...next })).toMatchObject({ success: true })
      for (const { success, token: access } of await begun) {
        if (success !== true) continue
        for (const { ask } of world.servers) {
          expect(await ask('{ me { pk } }', {}, String(access))).toEqual({ data: { me: null } })
        }
      }
    }
  })

  it('S45: logins at one server do not bring a password back that the other changes', async () => {
    const { servers, database } = await startProcesses(2, SETTINGS)
    const { run } = await openOutside(database)
    const [one, two] = servers
    let token = (await one?.enter('user2'))?.token
    for (let round = 0; round < 20; round += 1) {
      await run(setHash(FOREIGN_HASH))
      const next = `correct horse ${round}`
      const change = { oldPassword: PASSWORD, newPassword1: next, newPassword2: next }
      const [changed] = await Promise.all([
        two?.call('passwordChange', change, token),
        one?.call('tokenAuth', { username: 'user2', password: PASSWORD }),
      ])
      expect(changed).toMatchObject({ success: true })
      const login = await one?.call('tokenAuth', { username: 'user2', password: next })
      expect(login).toMatchObject({ success: true })
      token = String(login?.token)
    }
  })

  it('S46: of 50 registers of one e-mail, or one username, one succeeds', async () => {
    const { servers } = await startProcesses(2, { ...SETTINGS, people: [] })
    const register = (name: string, email: string) => ({
      username: name,
      email,
      password1: 'correct horse',
      password2: 'correct horse',
    })
    const inAnyCase = (index: number, ...texts: string[]) => texts[index % texts.length] ?? ''

    const byEmail = await atOnce(servers, 50, ({ call }, index) => {
      const email = inAnyCase(index, 'bob@email.com', 'Bob@email.com', 'BOB@EMAIL.COM')
      return call('register', register(`bob${index}`, email))
    })
    expect(indexesOfSuccess(byEmail)).toHaveLength(1)
    expect(refusals(byEmail)).toEqual(
      Array(49).fill(refused('register', { email: [wire.emailTaken] })),
    )

    const byName = await atOnce(servers, 50, ({ call }, index) =>
      call('register', register(inAnyCase(index, 'ann', 'Ann', 'ANN'), `ann${index}@email.com`)),
    )
    expect(indexesOfSuccess(byName)).toHaveLength(1)
    expect(refusals(byName)).toEqual(
      Array(49).fill(refused('register', { username: [wire.usernameTaken] })),
    )
  })

  it('S2, S3: of links that are asked for at once one is alive, of links that are used at once one works', async () => {
    const { servers, database } = await startProcesses(2, SETTINGS)
    const { run } = await openOutside(database)
    for (let round = 0; round < 3; round += 1) {
      const asked = await Promise.all(
        Array.from({ length: 6 }, (_, index) =>
          servers[index % 2]?.call('sendPasswordResetEmail', { email: 'user2@email.com' }),
        ),
      )
      expect(asked).toEqual(Array(6).fill(done('sendPasswordResetEmail')))
      const alive =
        "SELECT hash FROM mail_tokens WHERE used_at IS NULL AND purpose = 'passwordReset'"
      expect(await run(alive)).toHaveLength(1)
    }

    // As if they had been made by a server of before, which did not make them one after the other.
    const tokens = Array.from({ length: 6 }, (_, index) => `${index}`.repeat(64))
    const ends = new Date(Date.now() + 3_600_000).toISOString().replace('T', ' ').slice(0, 19)
    for (const token of tokens) {
      const hash = createHash('sha256').update(token).digest('hex')
      await run(
        `INSERT INTO mail_tokens (hash, purpose, user_id, address, expires_at) VALUES ('${hash}', 'passwordReset', 2, 'user2@email.com', '${ends}')`,
      )
    }
    const next = { newPassword1: 'correct horse', newPassword2: 'correct horse' }
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, index) =>
        servers[index % 2]?.call('passwordReset', { token: tokens[index % 6], ...next }),
      ),
    )
    expect(answers.filter((answer) => answer?.success === true)).toHaveLength(1)
    expect(answers.filter((answer) => answer?.success !== true)).toEqual(
      Array(23).fill(refusedFor('passwordReset', wire.invalidToken)),
    )
  })

  it('links that are asked for while the account is deleted: an ordinary answer', async () => {
    const people = Array.from({ length: 8 }, (_, index) => person(`user${index}`))
    const GRAPHQL_AUTH = { ...SETTINGS.GRAPHQL_AUTH, ALLOW_DELETE_ACCOUNT: true }
    const { servers } = await startProcesses(2, { people, GRAPHQL_AUTH })
    const [one] = servers
    for (const { user } of people) {
      const { username, email } = user
      const { token } = (await one?.enter(String(username))) ?? {}
      const deleted = one?.call('deleteAccount', { password: PASSWORD }, token)
      // One after the other, so that some are in the middle when the user goes.
      const asked = await atOnce(servers, 24, async ({ call }, index) => {
        await setTimeout(index)
        return call('sendPasswordResetEmail', { email })
      })
      expect(await deleted).toEqual(done('deleteAccount'))
      expect(asked).toEqual(Array(24).fill(done('sendPasswordResetEmail')))
    }
    expect(servers.map(({ output }) => output()).join('')).not.toContain('unexpected_error')
  })
})
