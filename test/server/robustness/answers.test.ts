import { describe, expect, it } from 'vitest'
import { mutationOf } from '../support/flavor.js'
import { INSIDES } from '../support/insides.js'
import { PASSWORD } from '../support/people.js'
import { post, startWorld } from '../support/world.js'

const LOGIN = mutationOf('tokenAuth', { username: 'user2', password: PASSWORD })

async function tellingNothing(response: Response): Promise<string> {
  const body = await response.text()
  expect(body).not.toMatch(INSIDES)
  return body
}

describe('an answer tells nothing of the inside', () => {
  it.each([
    ['no JSON', '{"query":'],
    ['JSON that is not an object', '5'],
    ['no query', '{}'],
    ['a query that is not a text', '{"query":5}'],
    ['a query that cannot be parsed', '{"query":"{ me {"}'],
    ['a field that there is not', '{"query":"{ me { password } }"}'],
    ['variables of the wrong type', '{"query":"{ me { id } }","variables":5}'],
    ['an operation that there is not', '{"query":"query A { me { id } }","operationName":"B"}'],
  ])('to %s', async (_case, body) => {
    const { url } = await startWorld({ people: [] })
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body })
    expect(response.status).toBeGreaterThanOrEqual(200)
    expect(response.status).toBeLessThan(500)
    expect(await tellingNothing(response)).toContain('errors')
  })

  it('to a mutation by GET, which does nothing', async () => {
    const { url, everybody } = await startWorld()
    const { query, variables } = mutationOf('register', {
      username: 'anna',
      email: 'anna@email.com',
      password1: 'correct horse',
      password2: 'correct horse',
    })
    const search = new URLSearchParams({ query, variables: JSON.stringify(variables) })
    const response = await fetch(`${url}/graphql?${search}`)
    expect(response.status).toBe(405)
    await tellingNothing(response)
    expect(await everybody()).toHaveLength(5)
  })

  it('when the database is damaged', async () => {
    const { url, app } = await startWorld()
    app.log.level = 'silent'
    await app.database.transaction((manager) => manager.query('DROP TABLE user_status'))
    for (const body of [LOGIN, { query: '{ users { edges { node { id } } } }' }]) {
      const answer = JSON.parse(await tellingNothing(await post(url, body)))
      expect(answer).toMatchObject({ errors: [{ message: 'Unexpected error.' }] })
    }
  })

  it('to keys that are names of every object', async () => {
    const { ask, call } = await startWorld()
    const query = 'query ($first: Int) { users(first: $first) { edges { node { pk } } } }'
    const variables = JSON.parse('{"__proto__":{"first":1},"constructor":{"prototype":{"a":1}}}')
    const { data } = await ask(query, variables)
    expect(data).toMatchObject({ users: { edges: { length: 4 } } })
    expect(await call('tokenAuth', { username: '__proto__', password: 'x' })).toMatchObject({
      success: false,
    })
  })

  it('with texts that SQL could stumble over', async () => {
    const { call, ask } = await startWorld()
    for (const text of [
      "' OR '1'='1",
      '"; DROP TABLE users; --',
      '\\',
      '\ud800',
      'x'.repeat(9999),
    ]) {
      expect(await call('tokenAuth', { email: text, password: text })).toMatchObject({
        success: false,
      })
      const query = 'query ($text: String) { users(username: $text) { edges { node { pk } } } }'
      expect(await ask(query, { text })).toEqual({ data: { users: { edges: [] } } })
    }
  })
})
