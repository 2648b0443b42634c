import { describe, expect, it } from 'vitest'
import { captureLog } from '../support/captured-log.js'
import { breakInserts } from '../support/outside.js'
import { PASSWORD } from '../support/people.js'
import { type Payload, startWorld, type World } from '../support/world.js'

const ANNA = { username: 'anna', email: 'anna@email.com' }
const [FIRST, SECOND, THIRD] = ['correct horse 1', 'battery staple 2', 'paper clip 3']
const WRONG = 'not the password'

/** The texts of a payload that no one else may read. */
function secretsOf({ token, refreshToken }: Payload): string[] {
  return [token, refreshToken].filter((value) => typeof value === 'string')
}

describe('S60: the log of security events', () => {
  it('S60: has each event of the life of an account once, with who and from where', async () => {
    const world = await startWorld({ people: [], GRAPHQL_AUTH: { ALLOW_DELETE_ACCOUNT: true } })
    const log = captureLog(world.app)
    const { events, secrets } = await live(world)
    expect(log.events()).toEqual(
      events.map(([event, userId]) =>
        expect.objectContaining({ event, userId, ip: expect.stringMatching(/127\.0\.0\.1$/) }),
      ),
    )
    expect(secrets.length).toBeGreaterThan(20)
    for (const secret of secrets) expect(log.text()).not.toContain(secret)
  })

  it('S60: never says what was typed as a username: it may be a password', async () => {
    const world = await startWorld()
    const log = captureLog(world.app)
    await world.call('tokenAuth', { username: 'my password by mistake', password: 'user2' })
    expect(log.events()).toMatchObject([{ event: 'login_failed', userId: null }])
    expect(log.text()).not.toContain('my password by mistake')
  })

  it('S60: has an unexpected error once, and none of the values', async () => {
    const world = await startWorld()
    const log = captureLog(world.app)
    // The statement that has the hash of a password among its values.
    await breakInserts(world.app.env.database, 'users')
    await world.fail('register', { ...ANNA, password1: FIRST, password2: FIRST })
    expect(log.events()).toMatchObject([
      { event: 'unexpected_error', error: { message: expect.stringContaining('out of order') } },
    ])
    for (const value of [FIRST, '$2b$', ANNA.email]) expect(log.text()).not.toContain(value)
  })
})

/** Does everything with an account. @returns the events it should make, and its secrets */
async function live({ call, lastMail }: World) {
  const events: [event: string, userId: number | null][] = []
  const secrets = [FIRST, SECOND, THIRD, WRONG, PASSWORD]

  async function act(
    mutation: string,
    args: object,
    { event, caller = '' }: { event?: string; caller?: unknown } = {},
  ): Promise<Payload> {
    const payload = await call(mutation, { ...args }, caller === '' ? {} : String(caller))
    if (event) events.push([event, 1])
    secrets.push(...secretsOf(payload))
    return payload
  }
  async function mailed(): Promise<string> {
    const { token } = await lastMail()
    secrets.push(token)
    return token
  }
  const logIn = async (password: string) =>
    (await act('tokenAuth', { username: 'anna', password }, { event: 'login_succeeded' })).token

  await act(
    'register',
    { ...ANNA, password1: FIRST, password2: FIRST },
    { event: 'account_registered' },
  )
  await act('verifyAccount', { token: await mailed() }, { event: 'account_verified' })
  await act('tokenAuth', { username: 'anna', password: WRONG }, { event: 'login_failed' })
  let caller = await logIn(FIRST)
  await act('archiveAccount', { password: WRONG }, { event: 'confirmation_failed', caller })
  const change = { oldPassword: FIRST, newPassword1: SECOND, newPassword2: SECOND }
  caller = (await act('passwordChange', change, { event: 'password_changed', caller })).token
  await act('sendPasswordResetEmail', { email: ANNA.email })
  const reset = { token: await mailed(), newPassword1: THIRD, newPassword2: THIRD }
  await act('passwordReset', reset, { event: 'password_changed' })
  caller = await logIn(THIRD)
  const password = { password: THIRD }
  const second = { email: 'second@email.com', ...password }
  await act('sendSecondaryEmailActivation', second, { caller })
  await act('verifySecondaryEmail', { token: await mailed() }, { event: 'email_changed' })
  await act('swapEmails', password, { event: 'email_changed', caller })
  await act('removeSecondaryEmail', password, { event: 'email_changed', caller })
  await act('archiveAccount', password, { event: 'account_archived', caller })
  const { refreshToken } = await act(
    'tokenAuth',
    { username: 'anna', ...password },
    { event: 'login_succeeded' },
  )
  const refreshed = await act('refreshToken', { refreshToken })
  await act('revokeToken', { refreshToken: refreshed.refreshToken }, { event: 'session_revoked' })
  caller = await logIn(THIRD)
  await act('deleteAccount', password, { event: 'account_closed', caller })
  return { events, secrets }
}
