import { describe, expect, it } from 'vitest'
import { User } from '../../../src/users/user.entity.js'
import { UserStatus } from '../../../src/users/user-status.entity.js'
import { done, refusedFor, wire } from '../support/answers.js'
import { mutationsText } from '../support/flavor.js'
import { PASSWORD } from '../support/people.js'
import { startWorld, type World } from '../support/world.js'

const ME = '{ me { username } }'
const nobody = { data: { me: null } }
const GOOD = 'correct horse battery'
const passwords = { newPassword1: GOOD, newPassword2: GOOD }
const user2 = { username: 'user2', password: PASSWORD }

type Tokens = Record<'token' | 'refreshToken', string>

/** Changes columns of the second user as someone with a database client would. */
function flip({ app }: World, values: Partial<User>, status: Partial<UserStatus> = {}) {
  return app.database.transaction(async (manager) => {
    if (Object.keys(values).length > 0) await manager.update(User, { id: 2 }, values)
    if (Object.keys(status).length > 0) await manager.update(UserStatus, { userId: 2 }, status)
  })
}

/** Everything that one can do with the tokens of a session is refused. */
async function expectDead({ ask, call }: World, { token, refreshToken }: Tokens): Promise<void> {
  expect(await ask(ME, {}, token)).toEqual(nobody)
  expect(await call('updateAccount', { firstName: 'Joe' }, token)).toEqual(
    refusedFor('updateAccount', wire.unauthenticated),
  )
  expect(await call('verifyToken', { token })).toEqual(refusedFor('verifyToken', wire.invalidToken))
  expect(await call('refreshToken', { refreshToken })).toEqual(
    refusedFor('refreshToken', wire.invalidToken),
  )
}

async function resetToken({ call, lastMail }: World, email = 'user2@email.com'): Promise<string> {
  await call('sendPasswordResetEmail', { email })
  return (await lastMail()).token
}

const ENDS: Record<string, (world: World, caller: Tokens) => Promise<unknown>> = {
  passwordReset: async (world) =>
    world.call('passwordReset', { token: await resetToken(world), ...passwords }),
  passwordChange: ({ call }, { token }) =>
    call('passwordChange', { oldPassword: PASSWORD, ...passwords }, token),
  archiveAccount: ({ call }, { token }) => call('archiveAccount', { password: PASSWORD }, token),
  deleteAccount: ({ call }, { token }) => call('deleteAccount', { password: PASSWORD }, token),
}

describe('S17: every session ends at once, access tokens too', () => {
  it.each(Object.entries(ENDS))('S17: with %s', async (_mutation, end) => {
    const world = await startWorld()
    const [caller, elsewhere] = [await world.enter('user2'), await world.enter('user2')]
    const someoneElse = await world.enter('user4')
    expect(await end(world, caller)).toMatchObject({ success: true })
    await expectDead(world, caller)
    await expectDead(world, elsewhere)
    expect(await world.ask(ME, {}, someoneElse.token)).toEqual({
      data: { me: { username: 'user4' } },
    })
  })

  it('S17: with deleteAccount that removes the row', async () => {
    const world = await startWorld({ GRAPHQL_AUTH: { ALLOW_DELETE_ACCOUNT: true } })
    const [caller, elsewhere] = [await world.enter('user2'), await world.enter('user2')]
    await world.call('deleteAccount', { password: PASSWORD }, caller.token)
    await expectDead(world, caller)
    await expectDead(world, elsewhere)
  })

  it('S17: with a flag in the database', async () => {
    const world = await startWorld()
    const tokens = await world.enter('user2')
    await flip(world, { isActive: false })
    await expectDead(world, tokens)
  })

  it('S17: a user who changes the password continues with the tokens of the answer', async () => {
    const world = await startWorld()
    const { token } = await world.enter('user2')
    const change = { oldPassword: PASSWORD, ...passwords }
    const changed = await world.call('passwordChange', change, token)
    expect(await world.ask(ME, {}, String(changed.token))).toEqual({
      data: { me: { username: 'user2' } },
    })
    const { refreshToken } = changed
    expect(await world.call('refreshToken', { refreshToken })).toMatchObject({ success: true })
  })
})

describe('S18: what was begun before a reset leaves no live session', () => {
  /** Resets the password while the next comparison of one is under way, right as it may be. */
  function resetDuringNextCheck({ app, call }: World, token: string): void {
    const { verify } = app.passwords
    app.passwords.verify = async (password, hash) => {
      app.passwords.verify = verify
      const right = await verify(password, hash)
      expect(await call('passwordReset', { token, ...passwords })).toMatchObject({ success: true })
      return right
    }
  }

  it('S18: a login', async () => {
    const world = await startWorld()
    resetDuringNextCheck(world, await resetToken(world))
    expect(await world.call('tokenAuth', user2)).toEqual(
      refusedFor('tokenAuth', wire.invalidCredentials),
    )
    expect(await world.call('tokenAuth', { ...user2, password: GOOD })).toMatchObject({
      success: true,
    })
  })

  it('S18: a login to an account that is closed meanwhile', async () => {
    const world = await startWorld()
    const { verify } = world.app.passwords
    world.app.passwords.verify = async (password, hash) => {
      const right = await verify(password, hash)
      await flip(world, { isActive: false })
      return right
    }
    expect(await world.call('tokenAuth', user2)).toEqual(
      refusedFor('tokenAuth', wire.invalidCredentials),
    )
  })

  it('S18: a password change by a session that is no more', async () => {
    const world = await startWorld()
    const { token } = await world.enter('user2')
    resetDuringNextCheck(world, await resetToken(world))
    const change = { oldPassword: PASSWORD, newPassword1: `${GOOD}!`, newPassword2: `${GOOD}!` }
    expect(await world.call('passwordChange', change, token)).toEqual(
      refusedFor('passwordChange', wire.unauthenticated),
    )
    expect(await world.call('tokenAuth', { ...user2, password: GOOD })).toMatchObject({
      success: true,
    })
  })

  it.each([
    ['archiveAccount', {}],
    ['deleteAccount', {}],
    ['swapEmails', {}],
    ['removeSecondaryEmail', {}],
    ['sendSecondaryEmailActivation', { email: 'other@email.com' }],
  ])('S18: %s by a session that is no more', async (name, args) => {
    const world = await startWorld()
    const { token } = await world.enter('user4')
    const before = await world.see('user4')
    resetDuringNextCheck(world, await resetToken(world, 'user4@email.com'))
    const answer = await world.call(name, { ...args, password: PASSWORD }, token)
    expect(answer).toEqual(refusedFor(name, wire.unauthenticated))
    expect(await world.see('user4')).toEqual(before)
  })

  it('S18: a change by a token that outlives its session', async () => {
    const GRAPHQL_AUTH = { ACCESS_TOKEN_REVOCATION: false }
    const world = await startWorld({ GRAPHQL_AUTH })
    const { token } = await world.enter('user2')
    resetDuringNextCheck(world, await resetToken(world))
    const change = { oldPassword: PASSWORD, newPassword1: `${GOOD}!`, newPassword2: `${GOOD}!` }
    expect(await world.call('passwordChange', change, token)).toEqual(
      refusedFor('passwordChange', wire.unauthenticated),
    )
    const request = mutationsText({
      a: ['archiveAccount', `password: "${GOOD}"`],
      b: ['updateAccount', 'firstName: "Joe"'],
    })
    expect(await world.ask(request, {}, token)).toEqual({
      data: { a: done('archiveAccount'), b: refusedFor('updateAccount', wire.unauthenticated) },
    })
  })

  it('S18: logins and refreshes in a race with a reset', async () => {
    const world = await startWorld()
    const session = await world.enter('user2')
    const token = await resetToken(world)
    const many = <T>(work: () => Promise<T>) => Array.from({ length: 5 }, work)
    const [logins, refreshes] = await Promise.all([
      Promise.all(many(() => world.call('tokenAuth', user2))),
      Promise.all(many(() => world.call('refreshToken', { refreshToken: session.refreshToken }))),
      world.call('passwordReset', { token, ...passwords }),
    ])
    for (const { success, ...answer } of [...logins, ...refreshes]) {
      if (success !== true) continue
      await expectDead(world, {
        token: String(answer.token),
        refreshToken: String(answer.refreshToken),
      })
    }
    await expectDead(world, session)
  })
})

describe('S19: no token works for an account that is not open', () => {
  it.each([
    ['inactive', { isActive: false }, {}],
    ['archived', {}, { archived: true }],
  ])('S19: %s', async (_state, values, status) => {
    const world = await startWorld()
    const tokens = await world.enter('user2')
    await flip(world, values, status)
    await expectDead(world, tokens)
  })

  it('S19: deleted', async () => {
    const world = await startWorld()
    const tokens = await world.enter('user2')
    await world.app.database.transaction((manager) => manager.delete(User, { id: 2 }))
    await expectDead(world, tokens)
  })
})

describe('S25: a token is about a user, not about a username', () => {
  it('S25: it stays with the former owner of a name when another user takes it', async () => {
    const world = await startWorld()
    const { token, refreshToken } = await world.enter('user2')
    await flip(world, { username: 'renamed', usernameKey: 'renamed' })
    const heir = { username: 'user2', email: 'heir@email.com', password1: GOOD, password2: GOOD }
    expect(await world.call('register', heir)).toMatchObject({ success: true })

    const renamed = { data: { me: { username: 'renamed' } } }
    expect(await world.ask(ME, {}, token)).toEqual(renamed)
    const next = await world.call('refreshToken', { refreshToken })
    expect(next).toMatchObject({ payload: { username: 'renamed' } })
    expect(await world.ask(ME, {}, String(next.token))).toEqual(renamed)
    await world.call('archiveAccount', { password: PASSWORD }, token)
    expect(await world.see('user2')).toMatchObject({ archived: false })
    expect(await world.see('renamed')).toMatchObject({ archived: true })
  })
})
