import { assertValidSchema } from 'graphql'
import { createSchema } from 'graphql-yoga'
import type { RequestContext } from '../auth/mutation.js'
import type { SchemaModule } from '../auth/schema-module.js'
import { StartError } from '../errors/start-error.js'
import { mutationFields } from '../mutations/index.js'
import { ownSchema } from '../own/schema.js'
import { queryFields } from '../queries/index.js'
import { fieldError } from './field-error.js'
import { ownLines, ownSchemaProblems } from './own-schema.js'
import type { ServerContext } from './request.js'
import { scalars } from './scalars.js'
import { userNode } from './user-node.js'

const ours = [scalars, fieldError, userNode, ...queryFields, ...mutationFields]

/**
 * What clients see: our part of the schema, and what `src/own/` adds to it.
 *
 * @throws StartError for mistakes in `src/own/`
 */
export function makeSchema(own: readonly SchemaModule[] = ownSchema) {
  const problems = ownSchemaProblems(ours, own)
  if (problems.length > 0) throw new StartError(problems)
  try {
    return merged([...ours, ...own])
  } catch (error) {
    // Whatever is wrong without it as well is not told as a mistake of it.
    merged(ours)
    throw new StartError(ownLines(error))
  }
}

function merged(modules: readonly SchemaModule[]) {
  const schema = createSchema<ServerContext & RequestContext>({
    typeDefs: modules.map(({ typeDefs }) => typeDefs),
    resolvers: modules.flatMap(({ resolvers }) => resolvers ?? []),
  })
  assertValidSchema(schema)
  return schema
}
