import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { refused, refusedFor, wire } from './answers.js'
import { PASSWORD } from './people.js'
import { type ServerProcess, startProcesses } from './processes.js'
import type { Payload } from './world.js'

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
})
