import type { IncomingMessage, ServerResponse } from 'node:http'
import { type DocumentNode, NoSchemaIntrospectionCustomRule } from 'graphql'
import { createYoga, type Plugin } from 'graphql-yoga'
import type { RequestContext } from '../auth/mutation.js'
import type { App } from '../context/app.js'
import { type Answer, httpAnswers, problem } from '../http/answer.js'
import { cors } from '../http/cors.js'
import { openness } from '../settings/configuration.js'
import { errorMask, errorShapePlugin } from './errors.js'
import { graphiqlOptions } from './graphiql.js'
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
  return createYoga<ServerContext, RequestContext>({
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
      jsonRequestsPlugin(),
      ...(limits ? [limitsPlugin(limits)] : []),
      ...(introspection ? [] : [noIntrospectionPlugin]),
      httpAnswers(),
      errorShapePlugin(app.env.mode),
    ],
  })
}

/** Keeps the schema to those who have it: clients that are built with it need no introspection. */
const noIntrospectionPlugin: Plugin = {
  onValidate({ addValidationRule }) {
    addValidationRule(NoSchemaIntrospectionCustomRule)
  },
}

/** A document takes up to half a megabyte: what strangers send must not add up (S56). */
const MAX_DOCUMENTS = 100

/** Remembers the newest documents that could be parsed; what could not is parsed again. */
export function documentCache() {
  const documents = new Map<string, DocumentNode>()
  return {
    documentCache: {
      get: (source: string) => documents.get(source),
      set(source: string, document: DocumentNode) {
        documents.set(source, document)
        const [oldest] = documents.keys()
        if (documents.size > MAX_DOCUMENTS && oldest !== undefined) documents.delete(oldest)
      },
    },
    errorCache: {
      get: (_source: string) => undefined,
      set: (_source: string, _error: unknown) => {},
    },
  }
}
