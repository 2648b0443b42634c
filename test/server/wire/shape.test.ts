import { readFile } from 'node:fs/promises'
import {
  buildClientSchema,
  buildSchema,
  extendSchema,
  getIntrospectionQuery,
  lexicographicSortSchema,
  parse,
  printSchema,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { shape } from '../../../src/settings/shape.js'
import { wire } from '../support/answers.js'
import { emptyPayload, mutationNames, mutationText } from '../support/flavor.js'
import { startWorld } from '../support/world.js'

const ONE_USER = 'VXNlck5vZGU6Mg=='

const introspection = z.object({ __schema: z.looseObject({}) })

/** A file beside this one. */
function readDocument(name: string): Promise<string> {
  return readFile(new URL(`../schemas/${name}.graphql`, import.meta.url), 'utf8')
}

describe('the schema', () => {
  it('is that of the original in types, fields, arguments and nullability, and additions', async () => {
    const { ask } = await startWorld({ people: [], GRAPHQL_AUTH: { INTROSPECTION: true } })
    const additions = parse(await readDocument(`additions.${shape.flavor}`))
    const original = buildSchema(await readDocument(String(shape.flavor)))
    const expected = extendSchema(original, additions)
    const { data } = await ask(getIntrospectionQuery({ descriptions: false }))
    const served = buildClientSchema(JSON.parse(JSON.stringify(introspection.parse(data))))
    expect(printSchema(lexicographicSortSchema(served))).toBe(
      printSchema(lexicographicSortSchema(expected)),
    )
  })

  it('has success and errors in every payload', () => {
    expect(mutationNames).toHaveLength(21)
    for (const name of mutationNames) {
      expect(emptyPayload(name)).toMatchObject({ success: null, errors: null })
    }
  })

  it('knows no argument that it does not list', async () => {
    const { ask } = await startWorld()
    for (const [mutation, args] of [
      ['updateAccount', 'firstName: "Joe", isStaff: true'],
      ['updateAccount', 'id: "VXNlck5vZGU6MQ=="'],
      ['register', 'email: "a@b.co", username: "a", password1: "x", password2: "x", pk: 9'],
      ['tokenAuth', 'username: "user2", password: "123456", verified: true'],
      ['tokenAuth', 'firstName: "Joe", password: "123456"'],
    ] as const) {
      const { data, errors } = await ask(mutationText(mutation, args))
      expect(data, mutation).toBeUndefined()
      expect(errors?.[0]?.extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' })
    }
  })

  it('wants every argument that it requires, of its own type', async () => {
    const { ask } = await startWorld()
    for (const args of ['email: null', 'username: "anna"', 'email: 5']) {
      const { data, errors } = await ask(mutationText('resendActivationEmail', args))
      expect(data, args).toBeUndefined()
      expect(errors?.[0]?.extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' })
    }
  })
})

describe('an answer', () => {
  it('has null, not nothing, for what has no value', async () => {
    const { ask } = await startWorld()
    const fields = 'success errors token refreshToken unarchiving user { id }'
    const args = 'username: "nobody", password: "x"'
    expect(await ask(mutationText('tokenAuth', args, fields))).toEqual({
      data: {
        tokenAuth: {
          success: false,
          errors: { nonFieldErrors: [wire.invalidCredentials] },
          token: null,
          refreshToken: null,
          unarchiving: false,
          user: null,
        },
      },
    })
  })

  it('has errors of validation in its payload, never as GraphQL errors', async () => {
    const { ask } = await startWorld()
    const args = 'email: "", username: "", password1: "", password2: ""'
    expect(await ask(mutationText('register', args))).toEqual({
      data: { register: { success: false, errors: expect.any(Object) } },
    })
  })
})

describe('UserNode', () => {
  it('is a Node whose id is base64 of UserNode:<pk>', async () => {
    const { ask } = await startWorld()
    const query = '{ user(id: "VXNlck5vZGU6Mg==") { __typename ... on Node { id } pk username } }'
    expect(await ask(query)).toEqual({
      data: { user: { __typename: 'UserNode', id: ONE_USER, pk: 2, username: 'user2' } },
    })
    expect(Buffer.from(ONE_USER, 'base64').toString()).toBe('UserNode:2')
  })

  it.each([
    ['an unknown pk', 'UserNode:99'],
    ['another type', 'GroupNode:2'],
    ['no type', '2'],
    ['no pk', 'UserNode:'],
    ['a pk that is not a number', 'UserNode:two'],
    ['a pk and more', 'UserNode:2 OR 1=1'],
    ['a negative pk', 'UserNode:-2'],
    ['a pk beyond all numbers', `UserNode:${'9'.repeat(40)}`],
    ['a fraction', 'UserNode:2.0'],
  ])('user(id) is null for %s', async (_case, id) => {
    const { ask } = await startWorld()
    const query = 'query ($id: ID!) { user(id: $id) { id } }'
    const encoded = Buffer.from(id).toString('base64')
    expect(await ask(query, { id: encoded })).toEqual({ data: { user: null } })
    expect(await ask(query, { id })).toEqual({ data: { user: null } })
  })

  it('user(id) is null for an empty id', async () => {
    const { ask } = await startWorld()
    expect(await ask('{ user(id: "") { id } }')).toEqual({ data: { user: null } })
  })
})
