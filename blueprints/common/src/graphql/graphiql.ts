import type { YogaServerOptions } from 'graphql-yoga'
import { StartError } from '../errors/start-error.js'

type GraphiqlOptions = Pick<YogaServerOptions<object, object>, 'graphiql' | 'renderGraphiQL'>

/** @throws StartError when GraphiQL is wanted where its package is not installed */
export async function graphiqlOptions(isOn: boolean): Promise<GraphiqlOptions> {
  if (!isOn) return { graphiql: false }
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql').catch(reportMissing)
  return {
    renderGraphiQL,
    graphiql: {
      title: 'GraphiQL',
      defaultTabs: exampleOperations.map((query) => ({ query, headers: HEADERS })),
      headers: HEADERS,
      shouldPersistHeaders: true,
<%_ if (cookies.isOn) { _%>
      additionalHeaders: { '<%= cookies.header %>': '1' },
<%_ } _%>
    },
  }
}

/** It is a development dependency. */
function reportMissing(): never {
  throw new StartError([
    'graphql-auth.json: GRAPHQL_AUTH.GRAPHIQL: needs @graphql-yoga/render-graphiql: ' +
      'move it from devDependencies to dependencies and install',
  ])
}

/** Put the token of a login in here. */
const HEADERS = JSON.stringify(<%- cookies.graphiqlHeaders %>, null, 2)

/** The tabs of GraphiQL, one operation per tab, in the order of the quickstart. */
export const exampleOperations = [
<%_ for (const document of examples) { _%>
  `<%= document %>
`,
<%_ } _%>
]
