import { describe, expect, it, vi } from 'vitest'
import {
  addressNumber,
  behindProxy,
  codeOf,
  countComparisons,
  from,
  guess,
  send,
} from '../support/attempts.js'
import { captureLog } from '../support/captured-log.js'
import { mutationText } from '../support/flavor.js'
import { PASSWORD } from '../support/people.js'
import { post, startWorld } from '../support/world.js'

const RIGHT = { username: 'user2', password: PASSWORD }
const WRONG = { ...RIGHT, password: 'wrong' }

/** A login in the text of a request, under a name of its own. */
function aliased(name: string): string {
  const text = mutationText('tokenAuth', 'username: "user2", password: "wrong"')
  return text.replace('mutation { ', `${name}: `).replace(/ \}$/, '')
}

function aliases(count: number): string {
  return `mutation { ${Array.from({ length: count }, (_, index) => aliased(`a${index}`)).join(' ')} }`
}

describe('S33: wrong passwords', () => {
  it('S33: are refused after ten for one account, wherever they come from', async () => {
    const world = await startWorld(behindProxy)
    const comparisons = countComparisons(world.app)
    for (let number = 0; number < 12; number += 1) {
      const caller = from(addressNumber(number))
      const expected = number < 10 ? 'invalid_credentials' : 'too_many_attempts'
      expect(codeOf(await world.call('tokenAuth', WRONG, caller))).toBe(expected)
    }
    expect(codeOf(await world.call('tokenAuth', RIGHT))).toBe('too_many_attempts')
    expect(comparisons.count).toBe(10)
  })

  it('S33: share the count of an account among all its names', async () => {
    const { call } = await startWorld()
    const names = [
      { username: 'user4' },
      { email: 'user4@email.com' },
      { email: 'USER4@Email.com' },
      { email: 'user4_secondary@email.com' },
    ]
    for (let count = 0; count < 10; count += 1) {
      await call('tokenAuth', { ...names[count % 4], password: 'wrong' })
    }
    for (const name of names) {
      expect(codeOf(await call('tokenAuth', { ...name, password: 'wrong' }))).toBe(
        'too_many_attempts',
      )
    }
    expect(codeOf(await call('tokenAuth', WRONG))).toBe('invalid_credentials')
  })

  it.each([
    ['an unknown username', ['nobody', ' nobody', 'ｎobody'].map((username) => ({ username }))],
    [
      'an unknown e-mail',
      ['x@bücher.example', 'X@xn--bcher-kva.example'].map((email) => ({ email })),
    ],
    ['a closed account', [{ username: 'user5' }, { email: 'user5@email.com' }]],
    ['an archived account', [{ username: 'user3' }, { email: 'user3@email.com' }]],
  ])('S33: are limited alike for %s', async (_case, names) => {
    const { call } = await startWorld()
    const codes: (string | undefined)[] = []
    for (let count = 0; count < 11; count += 1) {
      const name = names[count % names.length]
      codes.push(codeOf(await call('tokenAuth', { ...name, password: 'wrong' })))
    }
    expect(codes).toEqual([...Array(10).fill('invalid_credentials'), 'too_many_attempts'])
  })

  it('S33: count for an address whose X-Forwarded-For is not believed', async () => {
    const world = await startWorld()
    const comparisons = countComparisons(world.app)
    for (let number = 0; number < 200; number += 1) {
      const args = { username: `nobody${number}`, password: 'wrong' }
      await world.call('tokenAuth', args, from(addressNumber(number)))
    }
    expect(comparisons.count).toBe(30)
  })

  it('S33: count for all 2^64 addresses of one IPv6 network together', async () => {
    const world = await startWorld(behindProxy)
    const comparisons = countComparisons(world.app)
    const guessFrom = async (address: string, username: string) =>
      codeOf(await world.call('tokenAuth', { username, password: 'wrong' }, from(address)))
    for (let number = 0; number < 2 ** 16; number += 1021) {
      await guessFrom(`2001:db8:0:7::${number.toString(16)}`, `nobody${number}`)
    }
    expect(comparisons.count).toBe(30)
    for (const spelling of ['2001:DB8:0:7::1', '2001:0db8:0000:0007:ffff:1:2:3%eth0']) {
      expect(await guessFrom(spelling, 'someone')).toBe('too_many_attempts')
    }
    expect(await guessFrom('2001:db8:0:8::1', 'someone')).toBe('invalid_credentials')
  })

  it('S33: 50 at the same time are no more than 10', async () => {
    const world = await startWorld()
    const comparisons = countComparisons(world.app)
    const payloads = await Promise.all(
      Array.from({ length: 50 }, () => world.call('tokenAuth', WRONG)),
    )
    expect(comparisons.count).toBe(10)
    const limited = payloads.filter((payload) => codeOf(payload) === 'too_many_attempts')
    expect(limited).toHaveLength(40)
  })

  it('S33: do not count when they are right, however many come at once', async () => {
    const { call } = await startWorld()
    await Promise.all(Array.from({ length: 50 }, () => call('tokenAuth', RIGHT)))
    for (let count = 0; count < 12; count += 1) {
      expect(await call('tokenAuth', RIGHT)).toMatchObject({ success: true })
    }
  })

  it('S33: are answered with 429, and when to come back', async () => {
    const world = await startWorld()
    await guess(world, 10)
    const response = await send(world, 'tokenAuth', RIGHT)
    expect(response.status).toBe(429)
    const seconds = Number(response.headers.get('retry-after'))
    expect(seconds).toBeGreaterThan(14 * 60)
    expect(seconds).toBeLessThanOrEqual(15 * 60)
    expect(await response.json()).toEqual({
      data: {
        tokenAuth: expect.objectContaining({
          success: false,
          token: null,
          errors: {
            nonFieldErrors: [
              { message: 'Too many attempts. Try again in 15 minutes.', code: 'too_many_attempts' },
            ],
          },
        }),
      },
    })
  })

  it('S33: are taken again when the window ends', async () => {
    const RATE_LIMIT = { loginByAccount: '2/2s', loginByAddress: false } as const
    const world = await startWorld({ GRAPHQL_AUTH: { RATE_LIMIT } })
    await guess(world, 2)
    const limited = await world.call('tokenAuth', RIGHT)
    expect(JSON.stringify(limited.errors)).toMatch(/Try again in [12] seconds?\./)
    await vi.waitFor(
      async () => expect(await world.call('tokenAuth', RIGHT)).toMatchObject({ success: true }),
      { timeout: 5000 },
    )
  })

  it.each([
    ['RATE_LIMIT false', false as const],
    ['members that are false', { loginByAccount: false as const, loginByAddress: false as const }],
  ])('are not limited with %s', async (_case, RATE_LIMIT) => {
    const world = await startWorld({ GRAPHQL_AUTH: { RATE_LIMIT } })
    const codes = (await guess(world, 32)).map(codeOf)
    expect(new Set(codes)).toEqual(new Set(['invalid_credentials']))
  })

  it('S60: are in the log once when the limit is reached', async () => {
    const world = await startWorld()
    const log = captureLog(world.app)
    await guess(world, 15)
    const limited = log.events().filter(({ event }) => event === 'login_limited')
    expect(limited).toEqual([expect.objectContaining({ userId: 2, ip: '127.0.0.1' })])
  })
})

describe('S34: while someone else guesses', () => {
  const owner = from('192.0.2.1')
  const elsewhere = from('192.0.2.2')
  const attacker = from('203.0.113.1')

  it('S34: the owner gets in from where a session of hers lives', async () => {
    const world = await startWorld(behindProxy)
    await world.call('tokenAuth', RIGHT, owner)
    await guess(world, 20, { caller: attacker })
    expect(await world.call('tokenAuth', RIGHT, owner)).toMatchObject({ success: true })
    expect(codeOf(await world.call('tokenAuth', RIGHT, elsewhere))).toBe('too_many_attempts')
  })

  it('S34: the place where she is has a limit too', async () => {
    const world = await startWorld(behindProxy)
    await world.call('tokenAuth', RIGHT, owner)
    const codes = (await guess(world, 11, { caller: owner })).map(codeOf)
    expect(codes.at(-1)).toBe('too_many_attempts')
    expect(await world.call('tokenAuth', RIGHT, elsewhere)).toMatchObject({ success: true })
  })

  it('S34: a password reset lets her in from anywhere', async () => {
    const world = await startWorld(behindProxy)
    await guess(world, 20, { caller: attacker })
    await world.call('sendPasswordResetEmail', { email: 'user2@email.com' }, elsewhere)
    const { token } = await world.lastMail()
    const password = 'correct horse battery'
    await world.call('passwordReset', { token, newPassword1: password, newPassword2: password })
    expect(await world.call('tokenAuth', { ...RIGHT, password }, elsewhere)).toMatchObject({
      success: true,
    })
  })
})

describe('S35: logins in one request', () => {
  it('S35: count one by one, and beside others the answer stays 200', async () => {
    const world = await startWorld({ GRAPHQL_AUTH: { RATE_LIMIT: { loginByAccount: '3/15m' } } })
    const comparisons = countComparisons(world.app)
    await post(world.url, { query: aliases(2) })
    const response = await post(world.url, { query: aliases(2) })
    expect(response.status).toBe(200)
    expect(response.headers.get('retry-after')).toBeNull()
    const { data } = await world.ask('mutation { __typename }').then(() => response.json())
    expect(Object.values(data).map((payload) => codeOf(Object(payload)))).toEqual([
      'invalid_credentials',
      'too_many_attempts',
    ])
    expect(comparisons.count).toBe(3)
  })

  it('S35: a hundred of them are not a hundred guesses', async () => {
    const world = await startWorld()
    const comparisons = countComparisons(world.app)
    await post(world.url, { query: aliases(100) })
    expect(comparisons.count).toBeLessThanOrEqual(10)
  })
})

it('S42: what is refused for another reason is not counted, and leaves nothing behind', async () => {
  const { app, call, enter } = await startWorld()
  const { token } = await enter('user2')
  const count = vi.spyOn(app.throttle, 'limit')
  await call('sendPasswordResetEmail', { email: 'no address' })
  await call('resendActivationEmail', { email: 'no address' })
  await call('sendSecondaryEmailActivation', { email: 'a@b.com', password: PASSWORD })
  await call('sendSecondaryEmailActivation', { email: 'no address', password: PASSWORD }, token)
  // The password that confirms is counted for itself.
  expect(count.mock.calls.flatMap(([tallies]) => tallies.map(({ limit }) => limit))).toEqual([
    'loginByAddress',
    'loginByAccount',
  ])
})

describe('S36: mails that are asked for', () => {
  it.each(['sendPasswordResetEmail', 'resendActivationEmail'])(
    'S36: %s sends one recipient five an hour at most',
    async (mutation) => {
      const { call, mails } = await startWorld(behindProxy)
      const spellings = ['user1@email.com', 'User1@Email.com']
      for (let number = 0; number < 50; number += 1) {
        await call(mutation, { email: spellings[number % 2] }, from(addressNumber(number)))
      }
      expect(await mails()).toHaveLength(5)
    },
  )

  it('S36: are limited alike for an address without an account', async () => {
    const world = await startWorld({
      GRAPHQL_AUTH: { RATE_LIMIT: { mailByRecipient: '1/1h' }, ENUMERATION_SAFE: 'off' },
    })
    for (const email of ['user1@email.com', 'nobody@email.com']) {
      expect(await world.call('sendPasswordResetEmail', { email })).toMatchObject({ success: true })
      const response = await send(world, 'sendPasswordResetEmail', { email })
      expect(response.status).toBe(429)
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(3500)
    }
  })

  it('S36: are limited by network address', async () => {
    const world = await startWorld({ GRAPHQL_AUTH: { RATE_LIMIT: { mailByAddress: '2/1h' } } })
    const log = captureLog(world.app)
    const codes: (string | undefined)[] = []
    for (const number of [1, 2, 4, 5]) {
      const email = `user${number}@email.com`
      codes.push(codeOf(await world.call('sendPasswordResetEmail', { email })))
    }
    expect(codes).toEqual([undefined, undefined, 'too_many_attempts', 'too_many_attempts'])
    expect(log.events().filter(({ event }) => event === 'mail_limited')).toHaveLength(1)
  })

  it('S36: are limited for a second address, and count when they are sent only', async () => {
    const { call, enter, mails } = await startWorld()
    const { token } = await enter('user2')
    const ask = (password: string) =>
      call('sendSecondaryEmailActivation', { email: 'victim@email.com', password }, token)
    expect(codeOf(await ask('wrong'))).toBe('invalid_password')
    for (let count = 0; count < 5; count += 1) {
      expect(await ask(PASSWORD)).toMatchObject({ success: true })
    }
    expect(codeOf(await ask(PASSWORD))).toBe('too_many_attempts')
    expect(await mails()).toHaveLength(5)
  })
})

describe('registerByAddress', () => {
  const account = (name: string, password = 'correct horse battery') => ({
    username: name,
    email: `${name}@email.com`,
    password1: password,
    password2: password,
  })

  it('limits the accounts that one network address makes, not its mistakes', async () => {
    const RATE_LIMIT = { registerByAddress: '2/1h' }
    const world = await startWorld({ GRAPHQL_AUTH: { RATE_LIMIT } })
    for (let count = 0; count < 5; count += 1) await world.call('register', account('a', '1'))
    expect(await world.call('register', account('anna'))).toMatchObject({ success: true })
    expect(await world.call('register', account('bert'))).toMatchObject({ success: true })
    const response = await send(world, 'register', account('carl'))
    expect(response.status).toBe(429)
    expect(await world.see('carl')).toBeUndefined()
  })
})

describe('S37: a failed login', () => {
  it('S37: changes nothing in the database', async () => {
    const world = await startWorld()
    const { reader } = world.app.database
    const tables = ['users', 'user_status', 'sessions', 'email_claims']
    const everything = async () =>
      Promise.all(tables.map((table) => reader.query(`SELECT * FROM ${table} ORDER BY 1`)))
    const before = await everything()
    for (const number of [1, 2, 3, 4, 5, 6]) {
      await guess(world, 2, { username: `user${number}` })
    }
    await world.call('tokenAuth', { username: 'user5', password: PASSWORD })
    expect(await everything()).toEqual(before)
    expect(await world.see('user3')).toMatchObject({ archived: true, lastLogin: null })
  })
})

describe('S38: what a password confirms', () => {
  it.each([
    ['archiveAccount', 'password', {}],
    ['deleteAccount', 'password', {}],
    ['passwordChange', 'oldPassword', { newPassword1: 'long enough', newPassword2: 'long enough' }],
    ['sendSecondaryEmailActivation', 'password', { email: 'second@email.com' }],
    ['swapEmails', 'password', {}],
    ['removeSecondaryEmail', 'password', {}],
  ])('S38: needs a live session and the password: %s', async (mutation, argument, args) => {
    const { app, call, enter, everybody } = await startWorld()
    const before = await everybody()
    const right = { ...args, [argument]: PASSWORD }
    expect(codeOf(await call(mutation, right))).toBe('unauthenticated')
    const { token, refreshToken } = await enter('user4')
    const entered = await everybody()
    const comparisons = countComparisons(app)
    for (let count = 0; count < 12; count += 1) {
      const expected = count < 10 ? 'invalid_password' : 'too_many_attempts'
      const wrong = { ...args, [argument]: `wrong ${count}` }
      expect(codeOf(await call(mutation, wrong, token))).toBe(expected)
    }
    expect(codeOf(await call(mutation, right, token))).toBe('too_many_attempts')
    expect(comparisons.count).toBe(10)
    expect(await everybody()).toEqual(entered)
    await call('revokeToken', { refreshToken })
    expect(codeOf(await call(mutation, right, token))).toBe('unauthenticated')
    expect(before).toHaveLength(5)
  })

  it('S38: shares its count with logins', async () => {
    const world = await startWorld()
    const { token } = await world.enter('user2')
    for (let count = 0; count < 5; count += 1) {
      await world.call('archiveAccount', { password: 'wrong' }, token)
    }
    const codes = (await guess(world, 6)).map(codeOf)
    expect(codes).toEqual([...Array(5).fill('invalid_credentials'), 'too_many_attempts'])
  })

  it('S38: a right password does not count when the form is refused', async () => {
    const { call, enter } = await startWorld()
    const { token } = await enter('user2')
    const change = { oldPassword: PASSWORD, newPassword1: 'one', newPassword2: 'other' }
    for (let count = 0; count < 12; count += 1) {
      expect(codeOf(await call('passwordChange', change, token))).toBe('password_mismatch')
    }
  })
})
