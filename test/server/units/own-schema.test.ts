import { graphql } from 'graphql'
import { expect, it } from 'vitest'
import { type MutationField, mutationField } from '../../../src/auth/mutation-field.js'
import type { SchemaModule } from '../../../src/auth/schema-module.js'
import { StartError } from '../../../src/errors/start-error.js'
import { makeSchema } from '../../../src/graphql/schema.js'

const resolvers = { Query: { answer: () => 42 } }
const answer: SchemaModule = { typeDefs: 'type Query { answer: Int }', resolvers }

const change: MutationField = { mutation: async () => ({ success: true, errors: null }) }

/** Why the server does not start with these parts of its owner's. */
function linesWith(...own: SchemaModule[]): string[] {
  try {
    makeSchema(own)
    return []
  } catch (error) {
    if (error instanceof StartError) return error.lines
    throw error
  }
}

/** What a line says after the name of the file. */
const said = (...own: SchemaModule[]) =>
  linesWith(...own).map((line) => line.replace(/^src\/own\/schema\.ts: /, ''))

it('takes what defines something of its own', () => {
  const more: SchemaModule = {
    typeDefs: `
      "Colors."
      enum Color { RED GREEN }
      scalar Length
      interface Thing { name: String }
      type Stone implements Thing { name: String, color: Color }
      union Any = Stone | UserNode
      extend type Query { things: [Thing!] }
      extend type UserNode { stones: [Stone!], any: Any }
    `,
    resolvers: [
      { Query: { things: () => [] }, Thing: { __resolveType: () => 'Stone' } },
      { Color: { RED: 1 }, UserNode: { stones: () => [] }, Any: { __resolveType: () => 'Stone' } },
    ],
  }
  expect(linesWith()).toEqual([])
  expect(linesWith(answer, more, mutationField('paint', change))).toEqual([])
})

it('never shows an object of the owner as a user', async () => {
  const notes: SchemaModule = {
    typeDefs: `
      type NoteNode implements Node { id: ID! }
      extend type Query { named: Node, unnamed: Node }
    `,
    resolvers: {
      Query: {
        named: () => ({ __typename: 'NoteNode', id: 'note' }),
        unnamed: () => ({ id: 5 }),
      },
    },
  }
  const source = '{ named { __typename id } unnamed { __typename id } }'
  const { data, errors } = await graphql({ schema: makeSchema([notes]), source })
  expect(data).toEqual({ named: { __typename: 'NoteNode', id: 'note' }, unnamed: null })
  expect(errors?.map(({ path }) => path)).toEqual([['unnamed']])
})

it.each([
  ['type Query { me: UserNode }', 'Query has a field me'],
  ['extend type Mutation { verifyToken: Int }', 'Mutation has a field verifyToken'],
  ['extend type UserNode { username: Int }', 'UserNode has a field username'],
  ['type UserNode { a: Int }', 'there is a type UserNode'],
  ['scalar ExpectedErrorType', 'there is a type ExpectedErrorType'],
  ['type Query { answer: Int }', 'Query has a field answer'],
  ['type Stone { a: Int } type Stone { b: Int }', 'there is a type Stone'],
])('names what is there already: %s', (typeDefs, name) => {
  const line = `${name} already; choose another name`
  expect(linesWith(answer, { typeDefs })).toContain(`src/own/schema.ts: ${line}`)
})

it('names a mutation that is there already in one line', () => {
  expect(linesWith(mutationField('tokenAuth', change))).toEqual([
    'src/own/schema.ts: Mutation has a field tokenAuth already; choose another name',
  ])
})

it.each([
  ['extend type Qu ery { a: Int }', 'Syntax Error: Unexpected Name "ery". In: extend type Qu ery'],
  ['extend type UserNode { a: Strin }', 'Unknown type "Strin". Did you mean "String"?'],
  ['extend type UserNode { a: UserNode! ', 'Syntax Error: Expected Name, found <EOF>.'],
  ['type Stone', 'Type Stone must define one or more fields.'],
])('names a mistake: %s', (typeDefs, line) => {
  expect(said({ typeDefs })).toEqual([expect.stringContaining(line)])
})

it('names fields without a resolver', () => {
  const typeDefs = 'extend type Query { a: Int } extend type Mutation { b(c: Int): Int }'
  expect(said({ typeDefs })).toEqual(['Query.a has no resolver', 'Mutation.b has no resolver'])
})

it.each<[string, SchemaModule['resolvers']]>([
  ['Query.anser', { Query: { anser: () => 42 } }],
  ['Query.me', { Query: { me: () => null } }],
  ['UserNode.email', { UserNode: { email: () => 'me@example.com' } }],
  ['Node', { Node: { __resolveType: () => 'Stone' } }],
])('names resolvers for what is not its own: %s', (name, more) => {
  const line = `has a resolver for ${name}, but does not define it`
  expect(said(answer, { typeDefs: 'scalar Length', resolvers: more })).toEqual([line])
})
