import { ownSchema } from '../own/schema.js'
import { resolvers } from './resolvers.js'
import { typeDefs } from './type-defs.js'

/** The whole schema: ours, and what `src/own/` adds to it. */
export const schemaDefinition = {
  typeDefs: [typeDefs, ...ownSchema.map((module) => module.typeDefs)],
  resolvers: [resolvers, ...ownSchema.flatMap((module) => module.resolvers ?? [])],
}
