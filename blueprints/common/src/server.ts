import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { App } from './context/app.js'
import { DatabaseUnavailable } from './database/errors.js'
import { NOT_UP_TO_DATE } from './database/migrations.js'
import { createGraphqlHandler } from './graphql/yoga.js'
import { type Answer, json, problem, redirect, send, UNEXPECTED } from './http/answer.js'
import { answerClientErrors } from './http/client-errors.js'
import { hostCheck } from './http/host-header.js'
import { openness } from './settings/configuration.js'
import { pathOf } from './settings/env/proxy.js'

/** How long a client may take to send a request, in milliseconds: slow ones hold a connection. */
const TIMEOUTS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Answer | Promise<Answer>

/** The HTTP server: `/graphql`, `/health`, `/ready` and the public keys of tokens. */
export async function createHttpServer(app: App): Promise<Server> {
  const answer = await createRouter(app)
  const options = {
    ...TIMEOUTS,
    keepAliveTimeout: app.env.keepAliveTimeout * 1000,
    // What HTTP demands of that header is demanded by us, so that the answer is ours.
    requireHostHeader: false,
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const found = await answer(request, response)
      // A server that stops takes no more requests, on this connection either.
      if (!server.listening) response.shouldKeepAlive = false
      send(response, found)
    } catch (error) {
      app.log.error({ event: 'unexpected_error', error })
      if (response.headersSent) response.destroy()
      else send(response, UNEXPECTED)
    }
  }

  const server = createServer(options, respond)
  server.on('checkExpectation', (_request, response: ServerResponse) => {
    send(response, problem(417, 'EXPECTATION_FAILED', 'Expect must be 100-continue.'))
  })
  answerClientErrors(server)
  return server
}

async function createRouter(app: App): Promise<Handler> {
  const graphql = await createGraphqlHandler(app)
  const checkHost = hostCheck(app.env)
  const { basePath } = app.env
  const health = () => json(200, { status: 'ok' })
  const ready = readiness(app)
  const readable = new Map<string, () => Answer | Promise<Answer>>([
    // What looks after the process need not know where its proxy has put it.
    ['/health', health],
    ['/ready', ready],
    [`${basePath}/health`, health],
    [`${basePath}/ready`, ready],
    [`${basePath}/.well-known/jwks.json`, () => json(200, { keys: app.keys.public })],
  ])
  // Who opens the server in a browser while developing looks for it.
  if (openness(app).graphiql) readable.set(basePath || '/', () => redirect(`${basePath}/graphql`))
  return (request, response) => {
    const refusal = checkHost(request)
    if (refusal) return refusal
    const path = pathOf(request.url ?? '')
    if (path === `${basePath}/graphql`) return graphql(request, response)
    const read = readable.get(path)
    if (!read) return problem(404, 'NOT_FOUND', 'Not found.')
    if (request.method === 'GET' || request.method === 'HEAD') return read()
    return problem(405, 'METHOD_NOT_ALLOWED', 'Only GET is allowed here.', { allow: 'GET, HEAD' })
  }
}

/** The Retry-After of an answer while the server is not ready, in seconds. */
const RETRY_AFTER = '1'

/**
 * Whether the server can do its work: the database has the tables of this code, and it and, where
 * there is one, Redis answer. Changes are logged, not each request.
 */
function readiness(app: App): () => Promise<Answer> {
  let wasReady = true

  async function check(): Promise<void> {
    await app.database.check()
    if (!(await app.database.isUpToDate())) {
      throw new DatabaseUnavailable(NOT_UP_TO_DATE)
    }
    await app.redis?.ping()
  }

  return async () => {
    try {
      await check()
      if (!wasReady) app.log.info({ event: 'ready_again' })
      wasReady = true
      return json(200, { status: 'ok' })
    } catch (error) {
      if (wasReady) app.log.error({ event: 'not_ready', error })
      wasReady = false
      return json(503, { status: 'unavailable' }, { 'retry-after': RETRY_AFTER })
    }
  }
}
