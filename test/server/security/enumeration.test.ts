import { describe, expect, test } from 'vitest'
import { Session } from '../../../src/sessions/session.entity.js'
import { done, refused, wire } from '../support/answers.js'
import { mutationOf } from '../support/flavor.js'
import { CAST, PASSWORD, person } from '../support/people.js'
import { post, startWorld, type World } from '../support/world.js'

const PEOPLE = [
  ...CAST,
  person('archived', { verified: false, archived: true }),
  person('closed', { verified: false }, { isActive: false }),
]

/** Every state that an account may be in, and none. */
const ADDRESSES = {
  unknown: 'nobody@email.com',
  unverified: 'user1@email.com',
  verified: 'user2@email.com',
  archived: 'archived@email.com',
  inactive: 'user5@email.com',
  closed: 'closed@email.com',
}

/** Samples of each address; they are taken in turns, so that what else runs disturbs all alike. */
const ROUNDS = 9

const MUTATIONS = ['resendActivationEmail', 'sendPasswordResetEmail']

/**
 * Asks for mails in turns, while those that were asked for are sent.
 *
 * @returns the milliseconds that answers usually take, for each address
 */
async function timesOf({ url }: World, mutation: string): Promise<number[]> {
  const times = new Map<string, number[]>()
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [state, email] of Object.entries(ADDRESSES)) {
      const start = performance.now()
      const response = await post(url, mutationOf(mutation, { email }))
      expect(await response.json(), state).toEqual({ data: { [mutation]: done(mutation) } })
      times.set(state, [...(times.get(state) ?? []), performance.now() - start])
    }
  }
  return [...times.values()].map(typical)
}

/** The lower quartile: on a busy machine some answers take long, whatever they are. */
function typical(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 4)] ?? Number.NaN
}

/** How much longer the slowest takes than the fastest. */
function spread(times: Iterable<number>): number {
  return Math.max(...times) / Math.min(...times)
}

/** What is different by itself is so at each attempt. */
const TIMING = { timeout: 60_000, retry: 2 }

describe.each(MUTATIONS)('S31: %s', (mutation) => {
  test('answers alike and in the same time for every address', TIMING, async () => {
    const world = await startWorld({ people: PEOPLE, GRAPHQL_AUTH: { RATE_LIMIT: false } })

    expect(spread(await timesOf(world, mutation))).toBeLessThan(1.1)
  })
})

test('S31: answers do not wait for a mail server that is down', TIMING, async () => {
  const env = { EMAIL_URL: 'smtp://127.0.0.1:1' }
  const world = await startWorld({ people: PEOPLE, env, GRAPHQL_AUTH: { RATE_LIMIT: false } })
  world.app.log.level = 'silent'

  expect(spread(await timesOf(world, 'sendPasswordResetEmail'))).toBeLessThan(1.1)
})

test('S31: no link goes to who has no use for it', async () => {
  const { call, mails } = await startWorld({ people: PEOPLE })

  for (const email of Object.values(ADDRESSES)) await call('resendActivationEmail', { email })

  const recipients = (await mails()).map(({ to }) => to)
  expect(recipients).toEqual(['user1@email.com', 'archived@email.com'])
})

const GOOD = 'correct horse battery'
const passwords = { password1: GOOD, password2: GOOD }

describe('S32: register', () => {
  test('tells that an address is taken, unless it must not', async () => {
    const { call } = await startWorld()
    const anna = { username: 'anna', email: 'user2@email.com', ...passwords }
    expect(await call('register', anna)).toEqual(refused('register', { email: [wire.emailTaken] }))
  })

  describe('with ENUMERATION_SAFE "strict"', () => {
    const GRAPHQL_AUTH = { ENUMERATION_SAFE: 'strict', RATE_LIMIT: false } as const

    test('answers alike for every address, and tells its owner', async () => {
      const { app, call, see, mails } = await startWorld({ GRAPHQL_AUTH })
      const addresses = ['new@email.com', 'USER2@email.com', 'user4_secondary@email.com']
      for (const [index, email] of addresses.entries()) {
        expect(await call('register', { username: `new${index}`, email, ...passwords })).toEqual(
          done('register'),
        )
      }

      expect(await see('new0')).toMatchObject({ email: 'new@email.com' })
      expect(await see('new1')).toBeUndefined()
      expect(await app.database.reader.count(Session)).toBe(0)
      expect((await mails()).map(({ to, subject }) => [to, subject])).toEqual([
        ['new@email.com', 'Activate your account on My Site'],
        ['user2@email.com', 'You have an account on My Site already'],
        ['user4@email.com', 'You have an account on My Site already'],
      ])
    })

    test('the limit of mails is reached as soon for a taken address as for another', async () => {
      const { call, enter } = await startWorld({ GRAPHQL_AUTH: { ENUMERATION_SAFE: 'strict' } })
      const { token } = await enter('user2')
      const answersFor = async (email: string) => {
        const answers: unknown[] = []
        for (let index = 0; index < 7; index += 1) {
          const args = { email, password: PASSWORD }
          const payload = await call('sendSecondaryEmailActivation', args, token)
          answers.push(payload.success)
        }
        return answers
      }
      expect(await answersFor('user4@email.com')).toEqual(await answersFor('new@email.com'))
    })

    test('answers alike when several want one new address at the same time', async () => {
      const { app, call, everybody, mails } = await startWorld({ people: [], GRAPHQL_AUTH })
      const email = 'new@email.com'
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          call('register', { username: `new${index}`, email, ...passwords }),
        ),
      )
      expect(answers).toEqual(Array(8).fill(done('register')))
      expect(await everybody()).toHaveLength(1)
      await app.mailDispatcher.flush()
      const subjects = (await mails()).map(({ subject }) => subject)
      expect(subjects.filter((subject) => subject.startsWith('Activate'))).toHaveLength(1)
      expect(subjects.filter((subject) => subject.includes('already'))).toHaveLength(7)
    })

    test('S36: tells the owner of an address five times an hour at most', async () => {
      const { call, mails } = await startWorld({ GRAPHQL_AUTH: { ENUMERATION_SAFE: 'strict' } })
      for (let index = 0; index < 7; index += 1) {
        const anna = { username: `anna${index}`, email: 'user2@email.com', ...passwords }
        expect(await call('register', anna)).toEqual(done('register'))
      }
      expect(await mails()).toHaveLength(5)
    })

    test('says that a username is taken, or a password weak', async () => {
      const { call } = await startWorld({ GRAPHQL_AUTH })
      const anna = { username: 'user1', email: 'user2@email.com', ...passwords }
      expect(await call('register', anna)).toEqual(
        refused('register', { username: [wire.usernameTaken] }),
      )
      const weak = { username: 'anna', password1: '123456', password2: '123456' }
      expect(await call('register', { ...weak, email: 'user2@email.com' })).toEqual(
        await call('register', { ...weak, email: 'new@email.com' }),
      )
    })

    test('takes the same time for every address', TIMING, async () => {
      const { url } = await startWorld({ GRAPHQL_AUTH: { ...GRAPHQL_AUTH, BCRYPT_COST: 10 } })
      const times = new Map<string, number[]>([
        ['taken', []],
        ['new', []],
      ])
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const [state, found] of times) {
          const email = state === 'taken' ? 'user2@email.com' : `new${round}@email.com`
          const start = performance.now()
          const account = { username: `new-${round}`, email, ...passwords }
          await post(url, mutationOf('register', account))
          found.push(performance.now() - start)
        }
      }
      expect(spread([...times.values()].map(typical))).toBeLessThan(1.1)
    })

    test('a second address that is taken is not told either', async () => {
      const { call, enter, mails } = await startWorld({ GRAPHQL_AUTH })
      const { token } = await enter('user2')
      for (const email of ['second@email.com', 'user4@email.com']) {
        const args = { email, password: PASSWORD }
        expect(await call('sendSecondaryEmailActivation', args, token)).toEqual(
          done('sendSecondaryEmailActivation'),
        )
      }
      expect((await mails()).map(({ to, subject }) => [to, subject])).toEqual([
        ['second@email.com', 'Activate your account on My Site'],
        ['user4@email.com', 'You have an account on My Site already'],
      ])
    })
  })
})

describe('ENUMERATION_SAFE "off"', () => {
  test('tells that an account is verified, and does not wait for each answer', async () => {
    const { call } = await startWorld({ GRAPHQL_AUTH: { ENUMERATION_SAFE: 'off' } })
    const start = performance.now()
    expect(await call('resendActivationEmail', { email: 'user2@email.com' })).toEqual(
      refused('resendActivationEmail', { email: [wire.alreadyVerified] }),
    )
    await call('sendPasswordResetEmail', { email: 'nobody@email.com' })
    expect(performance.now() - start).toBeLessThan(400)
  })
})

test('S31: a link goes to the address as the account has it', async () => {
  const { call, lastMail } = await startWorld()

  await call('sendPasswordResetEmail', { email: 'USER2@email.com' })
  expect((await lastMail()).to).toBe('user2@email.com')

  await call('sendPasswordResetEmail', { email: 'USER4_Secondary@email.com' })
  expect((await lastMail()).to).toBe('user4_secondary@email.com')
})
