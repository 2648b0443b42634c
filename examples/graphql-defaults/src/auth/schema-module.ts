import type { createSchema } from 'graphql-yoga'
import type { RequestContext } from './mutation.js'

type Resolvers = NonNullable<Parameters<typeof createSchema<RequestContext>>[0]['resolvers']>

/** A part of the schema: what it defines or extends, and the resolvers of that. */
export interface SchemaModule {
  typeDefs: string
  resolvers?: Resolvers
  /** Its lists, by the name of the field: as how many pages of users each counts (GRAPHQL_LIMITS). */
  pages?: Readonly<Record<string, number>>
}
