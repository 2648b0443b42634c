import { describe, expect, it } from 'vitest'
import { User } from '../../../src/users/user.entity.js'
import { isRelay, mutationOf } from '../support/flavor.js'
import { PASSWORD, person } from '../support/people.js'
import { post, startWorld } from '../support/world.js'

const DANGEROUS = ['__proto__', 'constructor', 'prototype']
const FIND =
  'query ($text: String) { users(username_Icontains: $text) { edges { node { username } } } }'

describe('S50: keys that change what every object is', () => {
  it.each(DANGEROUS)('S50: %s in variables has no effect, now and later', async (key) => {
    const { url, ask, call } = await startWorld()
    const poison = `{"first":1,"isStaff":true,"success":false,"${key}":{"first":1,"isStaff":true}}`
    for (const variables of [poison, `{"${key}":${poison}}`, `{"${key}":{"${key}":${poison}}}`]) {
      const query = 'query ($last: Int) { users(last: $last) { edges { node { pk } } } }'
      const response = await postText(
        url,
        `{"query":"${query}","variables":${variables},"extensions":${variables}}`,
      )
      expect(await response.json()).toMatchObject({ data: { users: { edges: { length: 4 } } } })
    }
    expect(await ask('{ me { id } }')).toEqual({ data: { me: null } })
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(Reflect.get({}, 'isStaff')).toBeUndefined()
    const good = {
      username: 'anna',
      email: 'anna@email.com',
      password1: 'correct horse',
      password2: 'correct horse',
    }
    expect(await call('register', good)).toMatchObject({ success: true, errors: null })
  })

  it.each(DANGEROUS)('S50: %s as an argument is none that there is', async (key) => {
    const { url, enter } = await startWorld()
    const { token } = await enter('user2')
    const { query } = mutationOf('updateAccount', { firstName: 'x' })
    const args = `{"firstName":"x","${key}":{"isStaff":true}}`
    const variables = isRelay ? `{"input":${args}}` : args
    const response = await postText(
      url,
      `{"query":${JSON.stringify(query)},"variables":${variables}}`,
      token,
    )
    const { data, errors } = await response.json()
    // An input object knows its fields; a variable that no argument takes is ignored.
    if (isRelay) expect(errors).toHaveLength(1)
    else expect(data).toMatchObject({ updateAccount: { success: true } })
    const literal = `mutation { updateAccount(${isRelay ? `input: { ${key}: 1 }` : `${key}: 1`}) { success } }`
    expect((await post(url, { query: literal }, token)).status).toBe(400)
  })
})

describe('S53: what stands for something else in SQL', () => {
  /** Names that no one can choose, for columns that are not checked so strictly. */
  const NAMES = ['a%b', 'a_b', 'axb', "a'b", 'a\\b', 'a"b']
  const people = NAMES.map((_, index) => person(`person${index}`))

  it.each([
    ['%', ['a%b']],
    ['_', ['a_b']],
    ["'", ["a'b"]],
    ['\\', ['a\\b']],
    ['"', ['a"b']],
    ["' OR '1'='1", []],
    ['%%', []],
    ['\\%', []],
    ["'; DROP TABLE users; --", []],
    ['x', ['axb']],
  ])('S53: a filter for %j finds what holds it', async (text, found) => {
    const { app, ask } = await startWorld({ people })
    await app.database.transaction(async (manager) => {
      for (const [index, username] of NAMES.entries()) {
        await manager.update(User, { id: index + 1 }, { username })
      }
    })
    const { data, errors } = await ask(FIND, { text })
    expect(errors).toBeUndefined()
    expect(data).toEqual({
      users: { edges: found.map((username) => ({ node: { username } })) },
    })
  })
})

describe('S53: pages that there are not', () => {
  it.each([
    ['first: -1', 400],
    ['last: -1', 400],
    ['offset: -1', 400],
    ['first: 101', 400],
    ['last: 101', 400],
    ['first: 2147483648', 400],
    ['first: 1.5', 400],
    ['first: "1"', 400],
    ['offset: 2147483647', 200],
    ['first: 2, last: 1', 200],
    ['first: 0, last: 0', 200],
    ['after: ""', 200],
    ['after: "nonsense"', 200],
    ['before: "Y3Vyc29yOi0x"', 200],
    ['after: "Y3Vyc29yOjk5OTk5OTk5OTk5OTk5OTk5OTk5"', 200],
    ['after: "Y3Vyc29yOjEgT1IgMT0x"', 200],
    [`after: "${'x'.repeat(10_000)}"`, 200],
  ])('S53: users(%s)', async (args, status) => {
    const { url } = await startWorld()
    const response = await post(url, { query: `{ users(${args}) { edges { node { pk } } } }` })
    const body = await response.json()
    if (status === 200)
      expect(body).toMatchObject({ data: { users: { edges: expect.anything() } } })
    else expect(body.errors).toMatchObject([{ message: expect.any(String) }])
    expect(JSON.stringify(body)).not.toContain('INTERNAL_SERVER_ERROR')
  })

  it.each([
    '',
    'x',
    '2',
    '-1',
    'VXNlck5vZGU6',
    'VXNlck5vZGU6LTE=',
    'VXNlck5vZGU6MS41',
    'VXNlck5vZGU6MWUxMDA=',
    'VXNlck5vZGU6OTk5OTk5OTk5OTk5OTk5OTk5OTk=',
    'VXNlck5vZGU6MSBPUiAxPTE=',
    'T3RoZXI6Mg==',
    '\u0000',
    'x'.repeat(10_000),
  ])('S53: user(id: %j) is no one', async (id) => {
    const { ask } = await startWorld()
    expect(await ask('query ($id: ID!) { user(id: $id) { pk } }', { id })).toEqual({
      data: { user: null },
    })
  })

  it('S53: a login with texts that SQL could stumble over fails like any other', async () => {
    const { call } = await startWorld()
    for (const text of ["' OR 1=1 --", '%', '\\', '\u0000', '\ud800', '__proto__']) {
      const answer = await call('tokenAuth', { username: text, password: PASSWORD })
      expect(answer).toMatchObject({
        success: false,
        errors: { nonFieldErrors: [{ code: 'invalid_credentials' }] },
      })
    }
  })
})

function postText(url: string, body: string, token = ''): Promise<Response> {
  const headers = {
    'content-type': 'application/json',
    ...(token && { authorization: `JWT ${token}` }),
  }
  return fetch(`${url}/graphql`, { method: 'POST', headers, body })
}
