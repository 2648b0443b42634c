import { describe, expect, it } from 'vitest'
import { User } from '../../../src/users/user.entity.js'
import { done, refused, refusedFor, wire } from '../support/answers.js'
import { captureLog } from '../support/captured-log.js'
import { mutationText } from '../support/flavor.js'
import { CAST, PASSWORD, person } from '../support/people.js'
import { startWorld, type World, type WorldOptions } from '../support/world.js'

const MUTATIONS = [
  'activateUser',
  'deactivateUser',
  'verifyUser',
  'revokeUserSessions',
  'sendUserPasswordResetEmail',
]

const [UNVERIFIED, USER, , , CLOSED, STAFF, ADMIN] = [1, 2, 3, 4, 5, 6, 7]
const UNVERIFIED_STAFF = 8

/** The cast, of whom user1 is not verified and user5 closed, and people with rights. */
const PEOPLE = [
  ...CAST,
  person('staff', { verified: true }, { isStaff: true }),
  person('admin', { verified: true }, { isSuperuser: true }),
  person('newStaff', { verified: false }, { isStaff: true }),
]

const permission = { message: 'Only staff may do this.', code: 'permission_denied' }
const unknown = [{ message: 'There is no such user.', code: 'invalid' }]

function start(options: WorldOptions = {}): Promise<World> {
  return startWorld({ people: PEOPLE, ...options })
}

function idOf(pk: number): string {
  return Buffer.from(`UserNode:${pk}`).toString('base64')
}

/** Calls a mutation about someone as someone. */
async function act(world: World, caller: string, mutation: string, pk: number) {
  const { token } = await world.enter(caller)
  return world.call(mutation, { id: idOf(pk) }, token)
}

const NO_IDS = ['', '6', idOf(99), idOf(0), idOf(2 ** 31), btoa('SessionNode:2'), '\0', 'é']

describe.each(MUTATIONS)('%s', (mutation) => {
  it('S61: needs a login', async () => {
    const { call } = await start()
    const answer = await call(mutation, { id: idOf(USER) })
    expect(answer).toEqual(refusedFor(mutation, wire.unauthenticated))
  })

  it.each([
    ['user2', permission],
    ['newStaff', wire.notVerified],
  ])('S61: %s may not call it about anyone', async (caller, problem) => {
    const world = await start()
    const before = await world.everybody()
    for (const pk of [UNVERIFIED, USER, CLOSED, ADMIN, 99]) {
      expect(await act(world, caller, mutation, pk)).toEqual(refusedFor(mutation, problem))
    }
    expect((await world.everybody()).map(withoutLogin)).toEqual(before.map(withoutLogin))
    expect(await world.mails()).toEqual([])
  })

  it('S62: staff may not call it about a superuser, who may', async () => {
    const world = await start({ people: [...PEOPLE, person('root', {}, { isSuperuser: true })] })
    const message = 'Only a superuser may do this to a superuser.'
    const { token } = await world.enter('staff')
    const log = captureLog(world.app)
    expect(await world.call(mutation, { id: idOf(9) }, token)).toEqual(
      refused(mutation, { id: [{ message, code: 'permission_denied' }] }),
    )
    expect(log.events()).toMatchObject([
      { event: 'permission_denied', userId: STAFF, aboutUserId: 9 },
    ])
    expect(await world.mails()).toEqual([])
    expect(await act(world, 'admin', mutation, 9)).toEqual(done(mutation))
  })

  it('refuses ids that no user has', async () => {
    const world = await start()
    const { token } = await world.enter('staff')
    for (const id of NO_IDS) {
      expect(await world.call(mutation, { id }, token)).toEqual(refused(mutation, { id: unknown }))
    }
  })

  it('refuses arguments that are no id', async () => {
    const { ask } = await start()
    for (const args of ['id: null', '', 'id: "x", reason: "y"', 'id: {}']) {
      expect((await ask(mutationText(mutation, args))).errors).toHaveLength(1)
    }
  })

  it('S63: is in the log, with who did it and to whom', async () => {
    const world = await start()
    const pk = mutation === 'activateUser' ? CLOSED : UNVERIFIED
    const staff = (await world.enter('staff')).token
    const user = (await world.enter('user2')).token
    const log = captureLog(world.app)
    expect(await world.call(mutation, { id: idOf(pk) }, staff)).toEqual(done(mutation))
    await world.call(mutation, { id: idOf(pk) }, user)
    expect(log.events()).toEqual([
      expect.objectContaining({ event: EVENTS[mutation], userId: pk, byUserId: STAFF }),
      expect.objectContaining({ event: 'permission_denied', userId: USER }),
    ])
  })

  it('S61: does nothing for staff who lose their rights while it runs', async () => {
    const world = await start()
    const { token } = await world.enter('staff')
    const { transaction } = world.app.database
    // Between the guards and the transaction.
    world.app.database.transaction = async (work) => {
      world.app.database.transaction = transaction
      await transaction((manager) => manager.update(User, { id: STAFF }, { isStaff: false }))
      return transaction(work)
    }
    const before = await world.findUser(UNVERIFIED)
    const log = captureLog(world.app)
    const answer = await world.call(mutation, { id: idOf(UNVERIFIED) }, token)
    expect(answer).toEqual(refusedFor(mutation, permission))
    expect(await world.findUser(UNVERIFIED)).toEqual(before)
    expect(log.events()).toMatchObject([{ event: 'permission_denied', userId: STAFF }])
  })
})

const EVENTS: Record<string, string> = {
  activateUser: 'user_activated',
  deactivateUser: 'user_deactivated',
  verifyUser: 'user_verified',
  revokeUserSessions: 'user_sessions_revoked',
  sendUserPasswordResetEmail: 'user_reset_sent',
}

describe('deactivateUser and activateUser', () => {
  it('close an account with its sessions and links, and open it again', async () => {
    const world = await start()
    const { token } = await world.enter('user2')
    await world.call('sendPasswordResetEmail', { email: 'user2@email.com' })
    const link = (await world.lastMail()).token

    expect(await act(world, 'staff', 'deactivateUser', USER)).toEqual(done('deactivateUser'))
    expect(await world.ask('{ me { username } }', {}, token)).toEqual({ data: { me: null } })
    const credentials = { username: 'user2', password: PASSWORD }
    expect(await world.call('tokenAuth', credentials)).toMatchObject({ success: false })
    const newPasswords = { newPassword1: 'correct horse 1', newPassword2: 'correct horse 1' }
    const reset = await world.call('passwordReset', { token: link, ...newPasswords })
    expect(reset).toEqual(refusedFor('passwordReset', wire.invalidToken))
    expect(await world.mails()).toHaveLength(1)

    expect(await act(world, 'staff', 'activateUser', USER)).toEqual(done('activateUser'))
    expect(await world.call('tokenAuth', credentials)).toMatchObject({ success: true })
    expect(await world.ask('{ me { username } }', {}, token)).toEqual({ data: { me: null } })
  })

  it.each([
    ['staff', STAFF],
    ['admin', ADMIN],
  ])('S62: %s cannot close the own account', async (caller, pk) => {
    const world = await start()
    const message = 'You cannot do this to your own account.'
    expect(await act(world, caller, 'deactivateUser', pk)).toEqual(
      refused('deactivateUser', { id: [{ message, code: 'own_account' }] }),
    )
    expect(await world.findUser(pk)).toMatchObject({ isActive: true })
  })
})

describe('verifyUser', () => {
  it('verifies once', async () => {
    const world = await start()
    expect(await act(world, 'staff', 'verifyUser', UNVERIFIED)).toEqual(done('verifyUser'))
    expect(await world.findUser(UNVERIFIED)).toMatchObject({ status: { verified: true } })
    expect(await act(world, 'staff', 'verifyUser', UNVERIFIED)).toEqual(
      refused('verifyUser', { id: [wire.alreadyVerified] }),
    )
  })

  it('calls the hooks', async () => {
    const world = await start()
    const called: string[] = []
    world.app.hooks = {
      onUserVerifying: async ({ id }) => void called.push(`verifying ${id}`),
      onUserVerified: async ({ id }) => void called.push(`verified ${id}`),
    }
    await act(world, 'staff', 'verifyUser', UNVERIFIED)
    expect(called).toEqual([`verifying ${UNVERIFIED}`, `verified ${UNVERIFIED}`])
  })

  it('S62: does not verify the caller, who has to be verified', async () => {
    const world = await start()
    expect(await act(world, 'newStaff', 'verifyUser', UNVERIFIED_STAFF)).toEqual(
      refusedFor('verifyUser', wire.notVerified),
    )
  })
})

describe('revokeUserSessions', () => {
  it('ends every session of the user, and none of others', async () => {
    const world = await start()
    const [one, two] = [await world.enter('user2'), await world.enter('user2')]
    const other = await world.enter('user4')
    await act(world, 'staff', 'revokeUserSessions', USER)
    const me = async ({ token }: { token: string }) =>
      (await world.ask('{ me { username } }', {}, token)).data
    expect(await Promise.all([one, two, other].map(me))).toEqual([
      { me: null },
      { me: null },
      { me: { username: 'user4' } },
    ])
  })
})

describe('sendUserPasswordResetEmail', () => {
  it('mails a link to the primary address that sets a new password', async () => {
    const world = await start()
    await act(world, 'staff', 'sendUserPasswordResetEmail', 4)
    const { to, token } = await world.lastMail()
    expect(to).toBe('user4@email.com')
    const newPassword = 'correct horse 1'
    await world.call('passwordReset', {
      token,
      newPassword1: newPassword,
      newPassword2: newPassword,
    })
    expect(await world.enter('user4', newPassword)).toMatchObject({ token: expect.any(String) })
  })

  it('refuses a closed account', async () => {
    const world = await start()
    expect(await act(world, 'staff', 'sendUserPasswordResetEmail', CLOSED)).toEqual(
      refused('sendUserPasswordResetEmail', {
        id: [{ message: 'This account is closed.', code: 'account_closed' }],
      }),
    )
    expect(await world.mails()).toEqual([])
  })

  it('is limited like other mails', async () => {
    const world = await start({ GRAPHQL_AUTH: { RATE_LIMIT: { mailByRecipient: '2/1h' } } })
    const answers = []
    for (const _ of [1, 2, 3, 4]) {
      answers.push(await act(world, 'staff', 'sendUserPasswordResetEmail', USER))
    }
    expect(answers.at(0)).toEqual(done('sendUserPasswordResetEmail'))
    expect(answers.at(-1)).toMatchObject({
      success: false,
      errors: { nonFieldErrors: [{ code: 'too_many_attempts' }] },
    })
    expect((await world.mails()).length).toBeLessThan(4)
  })
})

/** A login is the only change that these tests make themselves. */
function withoutLogin(user: Readonly<Record<string, unknown>>) {
  return { ...user, lastLogin: null }
}
