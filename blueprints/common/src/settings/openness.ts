import type { Configuration } from './configuration.js'

/** The features that are open to anyone who finds the server. */
export interface Openness {
  introspection: boolean
  graphiql: boolean
}

/** Without a setting, it is open in development only. */
export function openness({ env, settings }: Configuration): Openness {
  const isDeveloping = env.mode === 'development'
  return {
    introspection: settings.GRAPHQL_AUTH.INTROSPECTION ?? isDeveloping,
    graphiql: settings.GRAPHQL_AUTH.GRAPHIQL ?? isDeveloping,
  }
}
