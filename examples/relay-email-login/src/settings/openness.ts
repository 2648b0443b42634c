import type { Configuration } from './configuration.js'

/** What is open to anybody who finds the server. */
export interface Openness {
  introspection: boolean
  graphiql: boolean
}

/** Where the settings say nothing, it is open while developing only. */
export function openness({ env, settings }: Configuration): Openness {
  const isDeveloping = env.mode === 'development'
  return {
    introspection: settings.GRAPHQL_AUTH.INTROSPECTION ?? isDeveloping,
    graphiql: settings.GRAPHQL_AUTH.GRAPHIQL ?? isDeveloping,
  }
}
