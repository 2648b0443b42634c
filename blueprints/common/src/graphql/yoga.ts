import { createSchema, createYoga } from 'graphql-yoga'
import type { App } from '../app.js'
import type { Request } from '../auth/mutation.js'
import { openness } from '../settings/openness.js'
<%_ if (cookies.isOn) { _%>
import { csrfPrevention } from './csrf.js'
<%_ } _%>
import { documentCache } from './document-cache.js'
import { errorMask, errorShapePlugin } from './errors.js'
import { graphiqlOptions } from './graphiql.js'
import { httpAnswers } from './http-answer.js'
import { noIntrospectionPlugin } from './introspection.js'
import { jsonRequestsPlugin } from './json-requests.js'
import { limitsPlugin } from './limits.js'
import { requestReader, type ServerContext } from './request.js'
import { resolvers } from './resolvers.js'
import { typeDefs } from './type-defs.js'

/** Answers requests to /graphql. */
export async function createGraphqlHandler(app: App) {
  const toRequest = requestReader(app)
  const { introspection, graphiql } = openness(app)
  const limits = app.settings.GRAPHQL_AUTH.GRAPHQL_LIMITS
  return createYoga<ServerContext, Request>({
    schema: createSchema<ServerContext & Request>({ typeDefs, resolvers }),
    context: toRequest,
    cors: { origin: app.env.frontendUrl.origin, credentials: true },
    ...(await graphiqlOptions(graphiql)),
    landingPage: false,
    logging: false,
    maskedErrors: { maskError: errorMask(app) },
    parserAndValidationCache: documentCache(),
    ...(limits && { maxRequestBodySize: limits.bodyBytes }),
    plugins: [
<%_ if (cookies.isOn) { _%>
      csrfPrevention,
<%_ } _%>
      jsonRequestsPlugin(),
      ...(limits ? [limitsPlugin(limits)] : []),
      ...(introspection ? [] : [noIntrospectionPlugin]),
      httpAnswers(),
      errorShapePlugin(app.env.mode),
    ],
  })
}
