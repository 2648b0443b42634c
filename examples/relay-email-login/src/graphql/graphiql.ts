import type { YogaServerOptions } from 'graphql-yoga'
import type { Mode } from '../settings/env.js'
import { exampleOperations } from './example-operations.js'

type GraphiqlOptions = Pick<YogaServerOptions<object, object>, 'graphiql' | 'renderGraphiQL'>

/** GraphiQL is there while developing only; its package is not installed in production. */
export async function graphiqlOptions(mode: Mode): Promise<GraphiqlOptions> {
  if (mode !== 'development') return { graphiql: false }
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql')
  return {
    renderGraphiQL,
    graphiql: {
      title: 'GraphiQL',
      defaultTabs: exampleOperations.map((query) => ({ query, headers: HEADERS })),
      headers: HEADERS,
      shouldPersistHeaders: true,
    },
  }
}

/** Put the token of a login in here. */
const HEADERS = JSON.stringify({ Authorization: 'JWT <token>' }, null, 2)
