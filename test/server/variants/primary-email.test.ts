import { describe, expect, it } from 'vitest'
import { done, maxLength, type Problem, refused, refusedFor, wire } from '../support/answers.js'
import { HASH, PASSWORD, type Person } from '../support/people.js'
import { startWorld, type World } from '../support/world.js'

const GOOD = 'correct horse battery'
const anna = {
  username: 'anna',
  primaryEmail: 'anna@email.com',
  phone: '555-9',
  password1: GOOD,
  password2: GOOD,
}
const phoneTaken: Problem = { message: 'A user with that phone already exists.', code: 'unique' }

const PEOPLE: Person[] = ['user1', 'user2'].map((username, index) => ({
  user: {
    username,
    primary_email: `${username}@email.com`,
    phone: `555-${index + 1}`,
    password: HASH,
  },
  status: { verified: true, secondaryEmail: index === 0 ? 'second@email.com' : null },
}))

/** Logs in. @returns the access token */
async function tokenOf({ call }: World, phone: string): Promise<string> {
  return String((await call('tokenAuth', { phone, password: PASSWORD })).token)
}

describe('primaryEmail', () => {
  it('registers, is mailed to, and verifies', async () => {
    const { call, lastMail, see } = await startWorld({ people: [] })
    expect(await call('register', anna)).toMatchObject({ success: true })
    const { to, token } = await lastMail()
    expect(to).toBe('anna@email.com')
    expect(await call('verifyAccount', { token })).toEqual(done('verifyAccount'))
    expect(await see('anna')).toMatchObject({ primaryEmail: 'anna@email.com', verified: true })
  })

  it('is where its errors are reported, a taken one last', async () => {
    const { call } = await startWorld({ people: PEOPLE })
    for (const [primaryEmail, problem] of [
      ['', wire.required],
      ['no address', wire.invalidEmail],
      ['USER1@email.com', wire.emailTaken],
      ['second@email.com', wire.emailTaken],
    ] as const) {
      expect(await call('register', { ...anna, primaryEmail }), primaryEmail).toEqual(
        refused('register', { primaryEmail: [problem] }),
      )
    }
  })

  it('logs in, and so does the secondary one', async () => {
    const { call } = await startWorld({ people: PEOPLE })
    for (const primaryEmail of ['user1@email.com', 'second@email.com']) {
      expect(await call('tokenAuth', { primaryEmail, password: PASSWORD })).toMatchObject({
        user: { username: 'user1' },
      })
    }
  })

  it('is what sendPasswordResetEmail(email) means, and its filter', async () => {
    const { call, lastMail, ask } = await startWorld({ people: PEOPLE })
    await call('sendPasswordResetEmail', { email: 'user2@email.com' })
    expect(await lastMail()).toMatchObject({ to: 'user2@email.com' })
    const query = '{ users(primaryEmail: "User2@email.com") { edges { node { username } } } }'
    expect(await ask(query)).toEqual({
      data: { users: { edges: [{ node: { username: 'user2' } }] } },
    })
  })

  it('swaps with the secondary one', async () => {
    const world = await startWorld({ people: PEOPLE })
    await world.call('swapEmails', { password: PASSWORD }, await tokenOf(world, '555-1'))
    expect(await world.see('user1')).toMatchObject({
      primaryEmail: 'second@email.com',
      secondaryEmail: 'user1@email.com',
    })
  })

  it('is changed by updateAccount, and has to be verified again', async () => {
    const world = await startWorld({ people: PEOPLE })
    const token = await tokenOf(world, '555-2')
    const change = { primaryEmail: 'New@EMAIL.com', phone: '555-22' }
    expect(await world.call('updateAccount', change, token)).toEqual(done('updateAccount'))
    const changed = { primaryEmail: 'New@email.com', phone: '555-22', verified: false }
    expect(await world.see('user2')).toMatchObject(changed)
    expect(await world.lastMail()).toMatchObject({ to: 'New@email.com' })
  })
})

describe('a unique field that logs in', () => {
  it('is one of the login fields', async () => {
    const { call, fail } = await startWorld({ people: PEOPLE })
    expect(await call('tokenAuth', { phone: '555-1', password: PASSWORD })).toMatchObject({
      user: { username: 'user1' },
    })
    expect(await call('tokenAuth', { phone: '555-3', password: PASSWORD })).toEqual(
      refusedFor('tokenAuth', wire.invalidCredentials),
    )
    expect(await fail('tokenAuth', { password: PASSWORD })).toBe(
      "Must login with password and one of the following fields ['phone', 'primaryEmail'].",
    )
  })

  it('is unique, and reported with everything else', async () => {
    const { call } = await startWorld({ people: PEOPLE })
    expect(await call('register', { ...anna, phone: '555-1', username: 'USER2' })).toEqual(
      refused('register', { phone: [phoneTaken], username: [wire.usernameTaken] }),
    )
    expect(await call('register', { ...anna, phone: '5'.repeat(31) })).toEqual(
      refused('register', { phone: [maxLength(30, 31)] }),
    )
  })

  it('30 registers of one value: one success, and ordinary unique errors', async () => {
    const GRAPHQL_AUTH = { RATE_LIMIT: false } as const
    const { call, everybody } = await startWorld({ people: [], GRAPHQL_AUTH })
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        call('register', {
          ...anna,
          username: `anna${index}`,
          primaryEmail: `anna${index}@email.com`,
        }),
      ),
    )
    expect(answers.filter(({ success }) => success)).toHaveLength(1)
    expect(answers.filter(({ success }) => !success)).toEqual(
      Array(29).fill(refused('register', { phone: [phoneTaken] })),
    )
    expect(await everybody()).toHaveLength(1)
  })
})

describe('updateAccount(username)', () => {
  it('changes the name that logs in; the session goes on', async () => {
    const world = await startWorld({ people: PEOPLE })
    const token = await tokenOf(world, '555-2')
    expect(await world.call('updateAccount', { username: ' renamed ' }, token)).toEqual(
      done('updateAccount'),
    )
    expect(await world.ask('{ me { username pk } }', {}, token)).toEqual({
      data: { me: { username: 'renamed', pk: 2 } },
    })
  })

  it('frees the old name and takes the new one, in any letter case', async () => {
    const world = await startWorld({ people: PEOPLE })
    const token = await tokenOf(world, '555-2')
    await world.call('updateAccount', { username: 'Renamed' }, token)
    expect(await world.call('register', { ...anna, username: 'renamed' })).toEqual(
      refused('register', { username: [wire.usernameTaken] }),
    )
    expect(await world.call('register', { ...anna, username: 'user2' })).toMatchObject({
      success: true,
    })
    expect(await world.ask('{ me { username pk } }', {}, token)).toEqual({
      data: { me: { username: 'Renamed', pk: 2 } },
    })
  })

  it('refuses a name or a number of someone else, but not the own ones', async () => {
    const world = await startWorld({ people: PEOPLE })
    const token = await tokenOf(world, '555-2')
    expect(await world.call('updateAccount', { username: 'User1', phone: '555-1' }, token)).toEqual(
      refused('updateAccount', { username: [wire.usernameTaken], phone: [phoneTaken] }),
    )
    expect(await world.call('updateAccount', { username: 'an na' }, token)).toEqual(
      refused('updateAccount', { username: [wire.invalidUsername] }),
    )
    expect(await world.call('updateAccount', { username: 'USER2', phone: '555-2' }, token)).toEqual(
      done('updateAccount'),
    )
  })
})
