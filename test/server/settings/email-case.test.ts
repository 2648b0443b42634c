import { describe, expect, test } from 'vitest'
import { shape } from '../../../src/settings/shape.js'
import { refused, refusedFor, wire } from '../support/answers.js'
import { fixtureOf, PASSWORD, person } from '../support/people.js'
import { copyProject } from '../support/project-copy.js'
import { startWorld } from '../support/world.js'

const GOOD = 'correct horse battery'
const passwords = { password1: GOOD, password2: GOOD }

const bob = person('bob', { verified: true }, { email: 'bob@email.com' })
const otherBob = person('other', { verified: true }, { email: 'Bob@email.com' })

describe('EMAIL_CASE_INSENSITIVE false', () => {
  const GRAPHQL_AUTH = { EMAIL_CASE_INSENSITIVE: false }

  test('tells two addresses apart that differ in letter case', async () => {
    const { call, mails } = await startWorld({ people: [bob], GRAPHQL_AUTH })
    expect(
      await call('register', { username: 'other', email: 'Bob@email.com', ...passwords }),
    ).toMatchObject({ success: true })

    const logIn = (email: string, password: string) => call('tokenAuth', { email, password })
    expect(await logIn('bob@email.com', PASSWORD)).toMatchObject({ user: { username: 'bob' } })
    expect(await logIn('Bob@email.com', GOOD)).toMatchObject({ user: { username: 'other' } })
    expect(await logIn('BOB@email.com', GOOD)).toEqual(
      refusedFor('tokenAuth', wire.invalidCredentials),
    )

    await call('sendPasswordResetEmail', { email: 'BOB@email.com' })
    expect(await mails()).toHaveLength(1)
  })

  test('does not tell domains apart', async () => {
    const { ask, call } = await startWorld({ people: [bob], GRAPHQL_AUTH })
    expect(
      await call('register', { username: 'other', email: 'bob@EMAIL.com', ...passwords }),
    ).toEqual(refused('register', { email: [wire.emailTaken] }))

    const found = { users: { edges: [{ node: { username: 'bob' } }] } }
    const by = (email: string) => `{ users(email: "${email}") { edges { node { username } } } }`
    expect((await ask(by('bob@Email.Com'))).data).toEqual(found)
    expect((await ask(by('BOB@email.com'))).data).toEqual({ users: { edges: [] } })
  })
})

test('S47: by default two addresses that differ in letter case are one', async () => {
  const { call } = await startWorld({ people: [bob] })
  for (const email of ['Bob@email.com', 'BOB@Email.COM', ' bob@email.com ']) {
    expect(await call('register', { username: 'other', email, ...passwords })).toEqual(
      refused('register', { email: [wire.emailTaken] }),
    )
  }
})

describe('a change of EMAIL_CASE_INSENSITIVE', { timeout: 240_000 }, () => {
  test('is carried out by migrate, and the server waits for it', async () => {
    const project = await copyProject(shape)
    await project.set({})
    await project.run('commands/migrate.ts')
    await project.run('commands/loaddata.ts', await fixtureOf([otherBob]))

    await project.set({ EMAIL_CASE_INSENSITIVE: false })
    const refusal = {
      exitCode: 1,
      stderr: 'EMAIL_CASE_INSENSITIVE was changed: run `npm run migrate`\n',
    }
    expect(await project.run('main.ts')).toMatchObject(refusal)
    expect(await project.run('commands/loaddata.ts', 'x.json')).toMatchObject(refusal)
    expect(await project.run('commands/migrate.ts')).toMatchObject({
      exitCode: 0,
      stdout: 'Addresses changed, as EMAIL_CASE_INSENSITIVE says: 1\n',
    })
    expect(await project.run('commands/migrate.ts')).toMatchObject({
      stdout: 'Nothing to migrate\n',
    })
  })

  test('is refused while two accounts would have one address', async () => {
    const project = await copyProject(shape)
    await project.set({ EMAIL_CASE_INSENSITIVE: false })
    await project.run('commands/migrate.ts')
    await project.run('commands/loaddata.ts', await fixtureOf([bob, otherBob]))

    await project.set({})
    expect(await project.run('commands/migrate.ts')).toMatchObject({
      exitCode: 1,
      stderr:
        'EMAIL_CASE_INSENSITIVE: bob@email.com would belong to the users 1 and 2: ' +
        'give one of them another address, or set it to false\nNo address was changed\n',
    })

    await project.set({ EMAIL_CASE_INSENSITIVE: false })
    expect(await project.run('commands/migrate.ts')).toMatchObject({
      stdout: 'Nothing to migrate\n',
    })
  })
})
