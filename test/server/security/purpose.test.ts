import { describe, expect, it } from 'vitest'
import { refusedFor, wire } from '../support/answers.js'
import { CAST, person } from '../support/people.js'
import { activationToken, resetToken, secondaryToken, setToken } from '../support/tokens.js'
import { startWorld, type World } from '../support/world.js'

const passwords = { newPassword1: 'correct horse', newPassword2: 'correct horse' }

/** The mutations that take tokens, and how they take them. */
const TAKERS = {
  verifyAccount: (token: string) => ({ token }),
  verifySecondaryEmail: (token: string) => ({ token }),
  passwordReset: (token: string) => ({ token, ...passwords }),
  passwordSet: (token: string) => ({ token, ...passwords }),
  verifyToken: (token: string) => ({ token }),
  refreshToken: (token: string) => ({ refreshToken: token }),
  revokeToken: (token: string) => ({ refreshToken: token }),
}

type Taker = keyof typeof TAKERS

const MAIL_TAKERS: Taker[] = [
  'verifyAccount',
  'verifySecondaryEmail',
  'passwordReset',
  'passwordSet',
]
const ALL_TAKERS: Taker[] = [...MAIL_TAKERS, 'verifyToken', 'refreshToken', 'revokeToken']

interface Kind {
  make(world: World): Promise<string>
  /** What it is for. */
  for: Taker[]
  /** How long the token of a mail lives, in seconds. */
  lifetime?: number
}

/** Every kind of token. */
const KINDS: Record<string, Kind> = {
  activation: {
    make: (world) => activationToken(world, 'user1@email.com'),
    for: ['verifyAccount'],
    lifetime: 7 * 86_400,
  },
  'secondary e-mail': {
    make: async (world) =>
      secondaryToken(world, 'second@email.com', (await world.enter('user2')).token),
    for: ['verifySecondaryEmail'],
    lifetime: 3600,
  },
  'password reset': {
    make: (world) => resetToken(world, 'user2@email.com'),
    for: ['passwordReset'],
    lifetime: 3600,
  },
  'password set': {
    make: (world) => setToken(world, 'user6'),
    for: ['passwordSet'],
    lifetime: 3600,
  },
  access: {
    make: async ({ enter }) => (await enter('user2')).token,
    for: ['verifyToken'],
  },
  refresh: {
    make: async ({ enter }) => (await enter('user2')).refreshToken,
    for: ['refreshToken', 'revokeToken'],
  },
}

/** The sixth has no password yet. */
const PEOPLE = [...CAST, person('user6', { verified: false }, { password: '!nothing' })]

describe.each(Object.entries(KINDS))('the %s token', (_kind, { make, for: its }) => {
  const others = ALL_TAKERS.filter((name) => !its.includes(name))

  it('S7: is good for nothing else, and logs in only when it is an access token', async () => {
    const world = await startWorld({ people: PEOPLE })
    const token = await make(world)
    const before = await world.everybody()
    for (const mutation of others) {
      expect(await world.call(mutation, TAKERS[mutation](token))).toEqual(
        refusedFor(mutation, wire.invalidToken),
      )
    }
    expect(await world.everybody()).toEqual(before)
    const isAccess = its.includes('verifyToken')
    expect(await world.ask('{ me { username } }', {}, token)).toEqual({
      data: { me: isAccess ? { username: 'user2' } : null },
    })
  })

  it.each(its)('S7: is good for %s, after everything else was tried', async (mutation) => {
    const world = await startWorld({ people: PEOPLE })
    const token = await make(world)
    for (const other of others) await world.call(other, TAKERS[other](token))
    expect(await world.call(mutation, TAKERS[mutation](token))).toMatchObject({ success: true })
  })
})

const MAILED = Object.entries(KINDS).flatMap(([kind, { lifetime = 0, ...rest }]) =>
  lifetime > 0 ? [{ kind, lifetime, ...rest }] : [],
)

describe.each(MAILED)('the $kind token', ({ make, for: its, lifetime }) => {
  it('S9: lives for its time: then it is expired_token, whatever it was for', async () => {
    const world = await startWorld({ people: PEOPLE })
    const token = await make(world)
    world.clock.advance(lifetime)
    for (const mutation of MAIL_TAKERS) {
      expect(await world.call(mutation, TAKERS[mutation](token))).toEqual(
        refusedFor(mutation, wire.expiredToken),
      )
      expect(await world.call(mutation, TAKERS[mutation]('never-made'))).toEqual(
        refusedFor(mutation, wire.invalidToken),
      )
    }
  })

  it.each(its)('S9: is good for %s until then', async (mutation) => {
    const world = await startWorld({ people: PEOPLE })
    const token = await make(world)
    world.clock.advance(lifetime - 1)
    expect(await world.call(mutation, TAKERS[mutation](token))).toMatchObject({ success: true })
  })
})
