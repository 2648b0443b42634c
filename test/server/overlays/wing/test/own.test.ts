import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sendMail, User } from '../src/kit.js'
import { Note } from '../src/own/note.entity.js'
import { projectRoot } from '../src/process/project-files.js'
import * as operation from './support/operations.js'
import { startServer, USERS } from './support/server.js'
import { newUser, user1, user2, user4 } from './support/users.js'

const file = JSON.parse(readFileSync(join(projectRoot, 'graphql-auth.json'), 'utf8'))

function mutation(name: string, args: string, results: string): string {
  const given = file.flavor === 'relay' ? `input: { ${args} }` : args
  return `mutation { ${name}(${given}) { ${results} } }`
}

const RENAME = mutation('rename', 'firstName: "Ada"', 'success errors me { firstName fullName }')
const ADD_NOTE = mutation('addNote', 'text: "Mine"', 'success errors noteId')
const STAFF = 'query ($lastName: String) { staff(lastName: $lastName) { username verified } }'

describe('a mutation of its own', () => {
  it('changes the caller', async () => {
    const { graphql, logIn, findUser } = await startServer({ fixtures: [USERS] })
    const { token } = await logIn(user2)
    const me = { firstName: 'Ada', fullName: expect.stringMatching(/^Ada/) }
    const answer = { success: true, errors: null, me }
    expect(await graphql(RENAME, {}, token)).toEqual({ data: { rename: answer } })
    expect(await findUser(2)).toMatchObject({ firstName: 'Ada' })
  })

  it('refuses others, and values that its fields do not take', async () => {
    const { graphql, logIn } = await startServer({ fixtures: [USERS] })
    const codeOf = async (query: string, token?: string) =>
      JSON.stringify(await graphql(query, {}, token))
    expect(await codeOf(RENAME)).toContain('"unauthenticated"')
    const { token: unverified } = await logIn(user1)
    expect(await codeOf(RENAME, unverified)).toContain('"not_verified"')
    const { token } = await logIn(user2)
    const long = RENAME.replace('Ada', 'a'.repeat(31))
    expect(await codeOf(long, token)).toContain('"firstName":[{"message":"Ensure')
  })
})

describe('fields of its own', () => {
  it('are part of UserNode', async () => {
    const { graphql, logIn, app } = await startServer({ fixtures: [USERS] })
    await app.database.transaction((manager) =>
      manager.update(User, 2, { firstName: 'Ada', lastName: 'Lovelace' }),
    )
    const { token } = await logIn(user2)
    const fields = file.USER_FIELDS?.city ? 'fullName city' : 'fullName'
    const { data } = await graphql(`{ me { ${fields} } }`, {}, token)
    expect(data).toMatchObject({ me: { fullName: 'Ada Lovelace' } })
  })
})

describe('a query of its own', () => {
  it('filters', async () => {
    const { graphql, logIn, app } = await startServer({ fixtures: [USERS] })
    await app.database.transaction(async (manager) => {
      await manager.update(User, 2, { isStaff: true, lastName: 'Lovelace' })
      await manager.update(User, 4, { isStaff: true, lastName: 'Hopper' })
    })
    const { token } = await logIn(user4)
    const two = { username: 'user2', verified: true }
    const both = [two, { username: 'user4', verified: true }]
    expect(await graphql(STAFF, {}, token)).toEqual({ data: { staff: both } })
    const named = await graphql(STAFF, { lastName: 'Lovelace' }, token)
    expect(named).toEqual({ data: { staff: [two] } })
  })

  it('is behind its guards and the limits of all', async () => {
    const { graphql, logIn } = await startServer({ fixtures: [USERS] })
    const [error] = (await graphql(STAFF)).errors ?? []
    expect(error).toMatchObject({
      message: 'Unauthenticated.',
      extensions: { code: 'UNAUTHENTICATED' },
    })
    const { token } = await logIn(user2)
    const lists = Array.from({ length: 11 }, (_, index) => `a${index}: staff { id }`)
    const { errors } = await graphql(`{ ${lists.join(' ')} }`, {}, token)
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'LIMIT_EXCEEDED' } })
  })
})

it('a mutation writes to a table of its own', async () => {
  const { graphql, logIn, app } = await startServer({ fixtures: [USERS] })
  const { token } = await logIn(user2)
  const { data } = await graphql(ADD_NOTE, {}, token)
  const [note] = await app.database.reader.find(Note)
  expect(note).toMatchObject({ text: 'Mine', userId: 2 })
  expect(data).toEqual({ addNote: { success: true, errors: null, noteId: note?.id } })
})

it('a table of its own holds what goes with its user', async () => {
  const { app } = await startServer({ fixtures: [USERS] })
  const { database } = app
  await database.transaction(async (manager) => {
    await manager.insert(Note, [
      { text: 'Mine', userId: 2 },
      { text: 'Not mine', userId: 4 },
    ])
  })
  const mine = { where: { user: { username: 'user2' } }, relations: { user: true } }
  expect(await database.reader.find(Note, mine)).toMatchObject([{ text: 'Mine', userId: 2 }])
  await database.transaction((manager) => manager.delete(User, 2))
  expect(await database.reader.find(Note)).toMatchObject([{ text: 'Not mine' }])
  const orphan = database.transaction((manager) =>
    manager.insert(Note, { text: 'Nobody', userId: 99 }),
  )
  await expect(orphan).rejects.toThrow()
})

describe('a mail of its own', () => {
  const GRAPHQL_AUTH = file.GRAPHQL_AUTH

  it.each([false, 'outbox'])('is sent by a hook, EMAIL_ASYNC_TASK %s', async (task) => {
    const { graphql, mails } = await startServer({
      fixtures: [USERS],
      GRAPHQL_AUTH: { ...GRAPHQL_AUTH, EMAIL_ASYNC_TASK: task },
    })
    await graphql(operation.register, newUser)
    const activation = await mails.next()
    expect(activation.subject).toMatch(/^=\?UTF-8\?Q\?Konto_bei_My_Site/i)
    await graphql(operation.verifyAccount, { token: activation.token })
    const welcome = { to: newUser.email, subject: 'Welcome to My Site' }
    expect(await mails.next()).toMatchObject(welcome)
  })

  it('is undone with the transaction of its hook', async () => {
    const { graphql, mails, app, findUser } = await startServer({ fixtures: [USERS] })
    app.hooks = {
      async onUserVerifying(user, context) {
        await context.manager.update(User, user.id, { firstName: 'Never' })
        const variables = { coupon: 'A-1' }
        await sendMail(context, context.manager, { kind: 'welcome', user, variables })
        throw new Error('not today')
      },
    }
    await graphql(operation.register, newUser)
    const { token } = await mails.next()
    const { errors } = await graphql(operation.verifyAccount, { token })
    expect(errors).toMatchObject([{ message: 'Unexpected error.' }])
    expect(await findUser(5)).toMatchObject({ firstName: '', status: { verified: false } })
    expect(await mails.count()).toBe(1)
  })
})
