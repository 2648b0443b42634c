import { buildSchema, parse, validate } from 'graphql'
import { expect, it } from 'vitest'
import { exampleOperations } from '../src/graphql/example-operations.js'
import { typeDefs } from '../src/graphql/type-defs.js'

it.each(exampleOperations)('is an operation of the schema: %s', (operation) => {
  expect(validate(buildSchema(typeDefs), parse(operation))).toEqual([])
})
