import { parse, validate } from 'graphql'
import { expect, it } from 'vitest'
import { exampleOperations } from '../src/graphql/graphiql.js'
import { makeSchema } from '../src/graphql/schema.js'

const schema = makeSchema()

it.each(exampleOperations)('is an operation of the schema: %s', (operation) => {
  expect(validate(schema, parse(operation))).toEqual([])
})
