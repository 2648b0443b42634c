import { describe, expect, it } from 'vitest'
import type { SentMail } from '../support/mails.js'
import { CAST, PASSWORD, person } from '../support/people.js'
import { setToken } from '../support/tokens.js'
import { startWorld, type World } from '../support/world.js'

const NEW = 'correct horse battery'
const passwords = { newPassword1: NEW, newPassword2: NEW }
const confirmed = { password: PASSWORD }
const device = { 'user-agent': 'Agent/1.0 <b>' }

/** Calls a mutation as someone, from a device that has a name. */
async function callAs({ call, enter }: World, username: string, mutation: string, args: object) {
  const { token } = await enter(username)
  const caller = { ...device, authorization: `JWT ${token}` }
  expect(await call(mutation, { ...args }, caller)).toMatchObject({ success: true })
}

/** Asks for a mail with a link, and follows it. */
async function follow({ call, lastMail }: World, mutation: string, args: object = {}) {
  const { token } = await lastMail()
  expect(await call(mutation, { token, ...args }, device)).toMatchObject({ success: true })
}

async function addSecondEmail(world: World, username: string) {
  const args = { email: 'second@email.com', ...confirmed }
  await callAs(world, username, 'sendSecondaryEmailActivation', args)
  await follow(world, 'verifySecondaryEmail')
}

const PASSWORD_CHANGED = 'Your password on My Site was changed'
const EMAIL_CHANGED = 'Your e-mail addresses on My Site were changed'
const DELETED = 'Your account on My Site was deleted'

/** What happens to an account, and who is told. */
const CASES: [
  what: string,
  cause: (world: World) => Promise<void>,
  to: string[],
  subject: string,
][] = [
  [
    'passwordChange',
    (world) => callAs(world, 'user2', 'passwordChange', { oldPassword: PASSWORD, ...passwords }),
    ['user2@email.com'],
    PASSWORD_CHANGED,
  ],
  [
    'passwordReset, also by the secondary address',
    async (world) => {
      await world.call('sendPasswordResetEmail', { email: 'user4_secondary@email.com' })
      await follow(world, 'passwordReset', passwords)
    },
    ['user4@email.com'],
    PASSWORD_CHANGED,
  ],
  [
    'swapEmails: the address that was the primary one',
    (world) => callAs(world, 'user4', 'swapEmails', confirmed),
    ['user4@email.com'],
    EMAIL_CHANGED,
  ],
  [
    'removeSecondaryEmail: both',
    (world) => callAs(world, 'user4', 'removeSecondaryEmail', confirmed),
    ['user4@email.com', 'user4_secondary@email.com'],
    EMAIL_CHANGED,
  ],
  [
    'verifySecondaryEmail: the primary address',
    (world) => addSecondEmail(world, 'user2'),
    ['user2@email.com'],
    EMAIL_CHANGED,
  ],
  [
    'verifySecondaryEmail: also the address that is replaced',
    (world) => addSecondEmail(world, 'user4'),
    ['user4@email.com', 'user4_secondary@email.com'],
    EMAIL_CHANGED,
  ],
  [
    'deleteAccount',
    (world) => callAs(world, 'user2', 'deleteAccount', confirmed),
    ['user2@email.com'],
    DELETED,
  ],
]

const noticesOf = (mails: SentMail[]) => mails.filter(({ token }) => token === '')

describe.each([
  ['the account is closed', false],
  ['the account is removed', true],
])('S39: the owner is told, when a deletion means that %s', (_what, ALLOW_DELETE_ACCOUNT) => {
  it.each(CASES)('S39: of %s', async (_case, cause, recipients, subject) => {
    const world = await startWorld({ GRAPHQL_AUTH: { ALLOW_DELETE_ACCOUNT } })
    await cause(world)
    const notices = noticesOf(await world.mails())
    expect(notices.map(({ to }) => to)).toEqual(recipients)
    for (const notice of notices) {
      expect(notice).toMatchObject({ subject, link: '' })
      expect(notice.lines.slice(0, 2)).toEqual([
        'My Site',
        expect.stringMatching(/^Hello user[24]!$/),
      ])
      expect(notice.lines.slice(3)).toEqual([
        'Time: Thu, 01 Jan 2026 12:00:00 GMT',
        expect.stringMatching(/^Address: .*127\.0\.0\.1$/),
        'Device: Agent/1.0 <b>',
        expect.stringMatching(/^If this was not you, /),
      ])
    }
  })
})

describe('S39: no one is told', () => {
  it('S39: of what did not happen', async () => {
    const world = await startWorld()
    const { call, enter } = world
    const { token } = await enter('user4')
    const wrong = { password: 'wrong' }
    await call('passwordChange', { oldPassword: 'wrong', ...passwords }, token)
    await call('passwordReset', { token: 'no token', ...passwords })
    for (const mutation of ['swapEmails', 'removeSecondaryEmail', 'deleteAccount']) {
      expect(await call(mutation, wrong, token)).toMatchObject({ success: false })
    }
    expect(await world.mails()).toEqual([])
  })

  it('S39: of a first password', async () => {
    const passwordless = person('user6', { verified: true }, { password: '!nothing' })
    const world = await startWorld({ people: [...CAST, passwordless] })
    const token = await setToken(world, 'user6')
    expect(await world.call('passwordSet', { token, ...passwords })).toMatchObject({
      success: true,
    })
    expect(await world.mails()).toEqual([])
  })
})

it('S39: the notice of a password says what to do', async () => {
  const world = await startWorld()
  await callAs(world, 'user2', 'passwordChange', { oldPassword: PASSWORD, ...passwords })
  const { lines, html } = await world.lastMail()
  expect(lines[2]).toBe('The password of your account was changed.')
  expect(lines.at(-1)).toBe('If this was not you, reset your password at once and contact us.')
  expect(html).toContain('Device: Agent/1.0 &lt;b&gt;')
})
