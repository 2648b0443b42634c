import { createSchema } from 'graphql-yoga'
import type { Request } from '../auth/mutation.js'
import { mutationFields } from '../mutations/index.js'
import { ownSchema } from '../own/schema.js'
import { queryFields } from '../queries/index.js'
import type { ServerContext } from './request.js'
import { scalars } from './scalars.js'
import { userNode } from './user-node.js'

const modules = [scalars, userNode, ...queryFields, ...mutationFields, ...ownSchema]

/** What clients see: our part of the schema, and what `src/own/` adds to it. */
export const schema = createSchema<ServerContext & Request>({
  typeDefs: modules.map(({ typeDefs }) => typeDefs),
  resolvers: modules.flatMap(({ resolvers }) => resolvers ?? []),
})
