import { describe, expect, it } from 'vitest'
import { done, maxLength, refused, refusedFor, tooSimilar, wire } from '../support/answers.js'
import { codeOf } from '../support/attempts.js'
import { leavesOf, mutationsText, mutationText } from '../support/flavor.js'
import { HASH, PASSWORD, type Person } from '../support/people.js'
import { startWorld, type World } from '../support/world.js'

const GOOD = 'correct horse battery'
const passwords = { password1: GOOD, password2: GOOD }

const mailbox = (email: string, status: Person['status']): Person => ({
  user: { email, password: HASH },
  status,
})

const PEOPLE: Person[] = [
  mailbox('one@email.com', { verified: false }),
  mailbox('two@email.com', { verified: true }),
  mailbox('four@email.com', { verified: true, secondaryEmail: 'four_secondary@email.com' }),
]

/** Logs in. @returns the access token */
async function tokenOf({ call }: World, email: string): Promise<string> {
  return String((await call('tokenAuth', { email, password: PASSWORD })).token)
}

describe('the e-mail as the username', () => {
  it('is all there is: no username in the schema', async () => {
    const { ask } = await startWorld({ people: [] })
    expect(leavesOf('UserNode')).not.toContain('username')
    const args = 'email: "a@email.com", username: "a", password1: "x", password2: "x"'
    const { errors } = await ask(mutationText('register', args))
    expect(errors?.[0]?.message).toContain('username')
  })

  it('registers, in the payload of tokens too', async () => {
    const { call, lastMail, everybody } = await startWorld({ people: [] })
    const { token } = await call('register', { email: ' anna@EMAIL.com ', ...passwords })
    expect(await call('verifyToken', { token })).toMatchObject({
      payload: { email: 'anna@email.com', exp: expect.any(Number), origIat: expect.any(Number) },
    })
    const mail = await lastMail()
    expect(mail).toMatchObject({ to: 'anna@email.com' })
    expect(mail.lines[1]).toBe('Hello anna@email.com!')
    await call('verifyAccount', { token: mail.token })
    expect(await everybody()).toMatchObject([{ email: 'anna@email.com', verified: true }])
  })

  it('has the errors of an address', async () => {
    const { call } = await startWorld({ people: PEOPLE })
    for (const [email, problem] of [
      ['', wire.required],
      ['no address', wire.invalidEmail],
      [`${'a'.repeat(243)}@example.com`, maxLength(254, 255)],
      ['ONE@email.com', wire.emailTaken],
      ['four_secondary@email.com', wire.emailTaken],
    ] as const) {
      expect(await call('register', { email, ...passwords }), email).toEqual(
        refused('register', { email: [problem] }),
      )
    }
  })

  it('is what a password must not be similar to', async () => {
    const { call } = await startWorld({ people: [] })
    const args = { email: 'wintergarden@email.com', password1: 'wintergarden1' }
    expect(await call('register', { ...args, password2: 'wintergarden1' })).toEqual(
      refused('register', { password2: [tooSimilar('email address')] }),
    )
  })

  it('logs in, in any letter case, and by the secondary address', async () => {
    const { call, fail } = await startWorld({ people: PEOPLE })
    for (const email of ['four@email.com', 'FOUR@email.com', 'four_secondary@email.com']) {
      expect(await call('tokenAuth', { email, password: PASSWORD })).toMatchObject({
        user: { email: 'four@email.com' },
      })
    }
    expect(await fail('tokenAuth', { password: PASSWORD })).toBe(
      "Must login with password and one of the following fields ['email'].",
    )
  })

  it('filters: exact, icontains, istartswith', async () => {
    const { ask } = await startWorld({ people: PEOPLE })
    const found = async (args: string) =>
      (await ask(`{ users(${args}) { edges { node { pk } } } }`)).data
    const pks = (...ids: number[]) => ({ users: { edges: ids.map((pk) => ({ node: { pk } })) } })
    expect(await found('email: "two@email.com"')).toEqual(pks(2))
    expect(await found('email_Icontains: "O@E"')).toEqual(pks(2))
    expect(await found('email_Istartswith: "F"')).toEqual(pks(3))
  })

  it('swaps with the secondary address', async () => {
    const world = await startWorld({ people: PEOPLE })
    const token = await tokenOf(world, 'four@email.com')
    expect(await world.call('swapEmails', { password: PASSWORD }, token)).toEqual(
      done('swapEmails'),
    )
    expect((await world.everybody())[2]).toMatchObject({
      email: 'four_secondary@email.com',
      secondaryEmail: 'four@email.com',
    })
  })
})

describe('updateAccount(email)', () => {
  it('changes the address, which is not verified before its link comes back', async () => {
    const world = await startWorld({ people: PEOPLE })
    const token = await tokenOf(world, 'two@email.com')
    expect(await world.call('updateAccount', { email: 'new@email.com' }, token)).toEqual(
      done('updateAccount'),
    )
    const changed = { email: 'new@email.com', verified: false }
    expect((await world.everybody())[1]).toMatchObject(changed)
    const mail = await world.lastMail()
    expect(mail).toMatchObject({ to: 'new@email.com' })
    await world.call('verifyAccount', { token: mail.token })
    expect((await world.everybody())[1]).toMatchObject({ ...changed, verified: true })
  })

  it('S39: tells the address of before', async () => {
    const world = await startWorld({ people: PEOPLE })
    const token = await tokenOf(world, 'two@email.com')
    await world.call('updateAccount', { email: 'new@email.com' }, token)
    expect(await world.mails()).toMatchObject([
      { to: 'two@email.com', subject: 'Your e-mail addresses on My Site were changed', token: '' },
      { to: 'new@email.com', subject: 'Activate your account on My Site' },
    ])
  })

  it('S36: counts the mail to a new address, and nothing else', async () => {
    const RATE_LIMIT = { mailByRecipient: '1/1h' }
    const world = await startWorld({ people: PEOPLE, GRAPHQL_AUTH: { RATE_LIMIT } })
    const token = await tokenOf(world, 'two@email.com')
    const change = (values: object) => world.call('updateAccount', { ...values }, token)
    for (const email of ['two@email.com', 'TWO@email.com', 'one@email.com']) await change({ email })
    expect(await change({ email: 'two@email.com', firstName: 'Joe' })).toMatchObject({
      success: true,
    })
    await world.call('sendPasswordResetEmail', { email: 'new@email.com' })
    expect(codeOf(await change({ email: ' New@email.com' }))).toBe('too_many_attempts')
    expect((await world.everybody())[1]).toMatchObject({ email: 'two@email.com' })
    expect(await world.mails()).toEqual([])
  })

  it('S4: keeps everything else back until it is verified, also what is under way', async () => {
    const world = await startWorld({ people: PEOPLE })
    const token = await tokenOf(world, 'four@email.com')
    const { verify } = world.app.passwords
    world.app.passwords.verify = async (...args) => {
      await world.call('updateAccount', { email: 'victim@email.com' }, token)
      return verify(...args)
    }
    expect(await world.call('swapEmails', { password: PASSWORD }, token)).toEqual(
      refusedFor('swapEmails', wire.notVerified),
    )
    expect((await world.everybody())[2]).toMatchObject({
      email: 'victim@email.com',
      secondaryEmail: 'four_secondary@email.com',
      verified: false,
    })
  })

  it('S4: in one request, too', async () => {
    const world = await startWorld({ people: PEOPLE })
    const token = await tokenOf(world, 'four@email.com')
    const request = mutationsText({
      a: ['updateAccount', 'email: "a@email.com"'],
      b: ['updateAccount', 'email: "b@email.com"'],
    })
    const { data } = await world.ask(request, {}, token)
    expect(data).toMatchObject({ a: { success: true }, b: { success: false } })
    expect((await world.everybody())[2]).toMatchObject({ email: 'a@email.com' })
  })

  it('S6: is not the secondary address at the same time', async () => {
    const world = await startWorld({ people: PEOPLE })
    const token = await tokenOf(world, 'four@email.com')
    const request = mutationsText({
      a: ['swapEmails', `password: "${PASSWORD}"`],
      b: ['updateAccount', 'email: "four@email.com"'],
    })
    expect(await world.ask(request, {}, token)).toEqual({
      data: { a: done('swapEmails'), b: refused('updateAccount', { email: [wire.emailTaken] }) },
    })
  })

  it('S4: a reset through the new address leaves no other way in', async () => {
    const world = await startWorld({ people: PEOPLE })
    const token = await tokenOf(world, 'four@email.com')
    await world.call('updateAccount', { email: 'victim@email.com' }, token)
    await world.call('sendPasswordResetEmail', { email: 'victim@email.com' })
    const reset = { token: (await world.lastMail()).token, newPassword1: GOOD, newPassword2: GOOD }
    expect(await world.call('passwordReset', reset)).toMatchObject({ success: true })
    expect((await world.everybody())[2]).toMatchObject({
      email: 'victim@email.com',
      secondaryEmail: null,
      verified: true,
    })
    const { length } = await world.mails()
    await world.call('sendPasswordResetEmail', { email: 'four_secondary@email.com' })
    expect(await world.mails()).toHaveLength(length)
  })

  it('makes links useless that were sent before', async () => {
    const world = await startWorld({ people: PEOPLE })
    const token = await tokenOf(world, 'two@email.com')
    await world.call('sendPasswordResetEmail', { email: 'two@email.com' })
    const link = (await world.lastMail()).token
    await world.call('updateAccount', { email: 'new@email.com' }, token)
    const reset = { token: link, newPassword1: GOOD, newPassword2: GOOD }
    expect(await world.call('passwordReset', reset)).toEqual(
      refusedFor('passwordReset', wire.invalidToken),
    )
  })

  it('frees the old address, and takes the new one', async () => {
    const world = await startWorld({ people: PEOPLE })
    const token = await tokenOf(world, 'two@email.com')
    await world.call('updateAccount', { email: 'new@email.com' }, token)
    expect(await world.call('register', { email: 'New@email.com', ...passwords })).toEqual(
      refused('register', { email: [wire.emailTaken] }),
    )
    expect(await world.call('register', { email: 'two@email.com', ...passwords })).toMatchObject({
      success: true,
    })
  })

  it('refuses an address of someone else, and what is none', async () => {
    const world = await startWorld({ people: PEOPLE })
    const token = await tokenOf(world, 'two@email.com')
    for (const [email, problem] of [
      ['one@email.com', wire.emailTaken],
      ['four_secondary@email.com', wire.emailTaken],
      ['no address', wire.invalidEmail],
      [' ', wire.required],
    ] as const) {
      expect(await world.call('updateAccount', { email, firstName: 'Joe' }, token), email).toEqual(
        refused('updateAccount', { email: [problem] }),
      )
    }
    const [, two] = await world.everybody()
    expect(two).toMatchObject({ email: 'two@email.com', firstName: '' })
    expect(await world.mails()).toEqual([])
  })

  it('with the address as it is, changes nothing of it', async () => {
    const world = await startWorld({ people: PEOPLE })
    const token = await tokenOf(world, 'two@email.com')
    await world.call('updateAccount', { email: 'two@email.com', firstName: 'Joe' }, token)
    const [, two] = await world.everybody()
    expect(two).toMatchObject({ email: 'two@email.com', firstName: 'Joe', verified: true })
    expect(await world.mails()).toEqual([])
  })

  it('five at once to one address: one success', async () => {
    const people = Array.from({ length: 5 }, (_, index) =>
      mailbox(`user${index}@email.com`, { verified: true }),
    )
    const world = await startWorld({ people })
    const tokens = await Promise.all(
      people.map((_, index) => tokenOf(world, `user${index}@email.com`)),
    )
    const answers = await Promise.all(
      tokens.map((token) => world.call('updateAccount', { email: 'new@email.com' }, token)),
    )
    expect(answers.filter(({ success }) => success)).toHaveLength(1)
    expect(answers.filter(({ success }) => !success)).toEqual(
      Array(4).fill(refused('updateAccount', { email: [wire.emailTaken] })),
    )
  })
})
