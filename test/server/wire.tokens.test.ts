import { describe, expect, it } from 'vitest'
import { User } from '../../src/users/user.entity.js'
import { refusedFor, wire } from './answers.js'
import { PASSWORD } from './people.js'
import { startWorld, type World } from './world.js'

const passwords = { newPassword1: 'correct horse', newPassword2: 'correct horse' }

/** Every mutation that takes a token, and how it takes it. */
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

/** Every kind of token, how one gets it, and what it is for. */
const TOKENS: Record<string, { make: (world: World) => Promise<string>; for: Taker[] }> = {
  activation: {
    async make({ call, lastMail }) {
      await call('resendActivationEmail', { email: 'user1@email.com' })
      return (await lastMail()).token
    },
    for: ['verifyAccount'],
  },
  'secondary e-mail': {
    async make({ call, enter, lastMail }) {
      const { token } = await enter('user2')
      const args = { email: 'second@email.com', password: PASSWORD }
      await call('sendSecondaryEmailActivation', args, token)
      return (await lastMail()).token
    },
    for: ['verifySecondaryEmail'],
  },
  'password reset': {
    async make({ call, lastMail }) {
      await call('sendPasswordResetEmail', { email: 'user2@email.com' })
      return (await lastMail()).token
    },
    for: ['passwordReset'],
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

describe.each(Object.entries(TOKENS))('the %s token', (_kind, { make, for: its }) => {
  const others = ALL_TAKERS.filter((name) => !its.includes(name))

  it('is good for nothing else', async () => {
    const world = await startWorld()
    const token = await make(world)
    const before = await world.everybody()
    for (const mutation of others) {
      expect(await world.call(mutation, TAKERS[mutation](token))).toEqual(
        refusedFor(mutation, wire.invalidToken),
      )
    }
    expect(await world.everybody()).toEqual(before)
  })

  it.each(its)('is good for %s, after everything else was tried', async (mutation) => {
    const world = await startWorld()
    const token = await make(world)
    for (const other of others) await world.call(other, TAKERS[other](token))
    expect(await world.call(mutation, TAKERS[mutation](token))).toMatchObject({ success: true })
  })
})

describe('the tokens of mails', () => {
  it.each(['activation', 'secondary e-mail', 'password reset'])(
    'are expired_token whatever they were for: %s',
    async (kind) => {
      const world = await startWorld()
      const token = (await TOKENS[kind]?.make(world)) ?? ''
      world.clock.advance(8 * 86_400)
      for (const mutation of MAIL_TAKERS) {
        expect(await world.call(mutation, TAKERS[mutation](token))).toEqual(
          refusedFor(mutation, wire.expiredToken),
        )
      }
    },
  )

  it('log nobody in', async () => {
    const world = await startWorld()
    for (const { make } of Object.values(TOKENS).slice(0, 3)) {
      const token = await make(world)
      expect(await world.ask('{ me { username } }', {}, token)).toEqual({ data: { me: null } })
    }
  })

  it('of activation verify the address that they went to, and no other', async () => {
    const world = await startWorld()
    const token = (await TOKENS.activation?.make(world)) ?? ''
    const { app } = world
    await app.database.transaction((manager) =>
      manager.update(User, { id: 1 }, { email: 'other@email.com' }),
    )
    expect(await world.call('verifyAccount', { token })).toEqual(
      refusedFor('verifyAccount', wire.invalidToken),
    )
    expect(await world.see('user1')).toMatchObject({ verified: false })
  })

  it('of resets go with the secondary address they were sent to', async () => {
    const world = await startWorld()
    await world.call('sendPasswordResetEmail', { email: 'user4_secondary@email.com' })
    const { token } = await world.lastMail()
    const caller = await world.enter('user4')
    await world.call('removeSecondaryEmail', { password: PASSWORD }, caller.token)
    expect(await world.call('passwordReset', { token, ...passwords })).toEqual(
      refusedFor('passwordReset', wire.invalidToken),
    )
  })
})
