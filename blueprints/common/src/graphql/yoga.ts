import type { IncomingMessage, ServerResponse } from 'node:http'
import { createYoga } from 'graphql-yoga'
import type { Request } from '../auth/mutation.js'
import type { App } from '../context/app.js'
import { type Answer, problem } from '../http/answer.js'
import { cors } from '../http/cors.js'
import { httpAnswers } from '../http/http-answer.js'
import { openness } from '../settings/openness.js'
import { csrfPrevention } from './csrf.js'
import { documentCache } from './document-cache.js'
import { errorMask, errorShapePlugin } from './errors.js'
import { graphiqlOptions } from './graphiql.js'
import { noIntrospectionPlugin } from './introspection.js'
import { jsonRequestsPlugin } from './json-requests.js'
import { limitsPlugin } from './limits.js'
import { requestReader, type ServerContext } from './request.js'
import { makeSchema } from './schema.js'

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<Answer>

const METHODS = ['GET', 'POST']

/** The handler of /graphql, with its plugins. */
export async function createGraphqlHandler(app: App): Promise<Handler> {
  const yoga = await createGraphqlServer(app)
  const allowOrigin = cors(app)
  return async (request, response) => {
    allowOrigin(request, response)
    const { method = '', url = '' } = request
    const allow = METHODS.join(', ')
    if (method === 'OPTIONS') return { status: 204, body: '', headers: new Map([['allow', allow]]) }
    if (!METHODS.includes(method)) {
      return problem(405, 'METHOD_NOT_ALLOWED', 'Only GET and POST are allowed here.', { allow })
    }
    // Yoga makes a URL of these: nothing that a client says of the host gets into it.
    request.headers.host = 'localhost'
    request.url = url.replace(/^[^?#]*/, '/graphql')
    // Yoga would carry out what is asked for, and then answer nothing to who accepts none of its types.
    request.headers.accept = `${request.headers.accept ?? '*/*'}, application/json`
    const context = { req: request, res: response }
    const answer = await yoga.handleNodeRequestAndResponse(request, response, context)
    return { status: answer.status, headers: answer.headers, body: await answer.text() }
  }
}

async function createGraphqlServer(app: App) {
  const toRequest = requestReader(app)
  const { introspection, graphiql } = openness(app)
  const limits = app.settings.GRAPHQL_AUTH.GRAPHQL_LIMITS
  return createYoga<ServerContext, Request>({
    schema: makeSchema(),
    context: toRequest,
    cors: false,
    ...(await graphiqlOptions(graphiql)),
    landingPage: false,
    logging: false,
    maskedErrors: { maskError: errorMask(app) },
    parserAndValidationCache: documentCache(),
    ...(limits && { maxRequestBodySize: limits.bodyBytes }),
    plugins: [
<%_ if (cookies.isOn) { _%>
      csrfPrevention(app.env),
<%_ } _%>
      jsonRequestsPlugin(),
      ...(limits ? [limitsPlugin(limits)] : []),
      ...(introspection ? [] : [noIntrospectionPlugin]),
      httpAnswers(),
      errorShapePlugin(app.env.mode),
    ],
  })
}
