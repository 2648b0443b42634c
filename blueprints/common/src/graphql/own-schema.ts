import type { createSchema } from 'graphql-yoga'
import type { Request } from '../auth/mutation.js'
import { ownSchema } from '../own/schema.js'
import { resolvers } from './resolvers.js'
import { typeDefs } from './type-defs.js'

type Resolvers = NonNullable<Parameters<typeof createSchema<Request>>[0]['resolvers']>

/** A part of the schema: what it defines or extends, and the resolvers of that. */
export interface SchemaModule {
  typeDefs: string
  resolvers?: Resolvers
  /** Its lists, by the name of the field: as how many pages of users each counts (GRAPHQL_LIMITS). */
  pages?: Readonly<Record<string, number>>
}

/** The whole schema: ours, and what `src/own/` adds to it. */
export const schemaDefinition = {
  typeDefs: [typeDefs, ...ownSchema.map((module) => module.typeDefs)],
  resolvers: [resolvers, ...ownSchema.flatMap((module) => module.resolvers ?? [])],
}
