import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { App } from './app.js'
import { createGraphqlHandler } from './graphql/yoga.js'

/** How long a client may take to send a request, in milliseconds: slow ones hold a connection. */
const TIMEOUTS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
}

/** Answers carry tokens and personal data: nothing keeps, frames or guesses at them. */
const HEADERS = new Map([
  ['cache-control', 'no-store'],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
])

type Route = (response: ServerResponse) => void | Promise<void>

/** The HTTP server: `/graphql`, `/health`, `/ready` and the public keys of tokens. */
export async function createHttpServer(app: App): Promise<Server> {
  const graphql = await createGraphqlHandler(app)
  const routes = new Map<string, Route>([
    ['/health', (response) => sendJson(response, 200, { status: 'ok' })],
    [
      '/ready',
      async (response) => {
        const ready = await isReady(app)
        sendJson(response, ready ? 200 : 503, { status: ready ? 'ok' : 'unavailable' })
      },
    ],
    ['/.well-known/jwks.json', (response) => sendJson(response, 200, { keys: app.keys.public })],
  ])
  return createServer(TIMEOUTS, (request, response) => {
    response.setHeaders(HEADERS)
    const path = pathOf(request)
    if (path === '/graphql') return graphql(request, response)
    const route = routes.get(path)
    if (!route) return sendError(response, 404, 'NOT_FOUND', 'There is nothing here.')
    if (request.method === 'GET' || request.method === 'HEAD') return route(response)
    response.setHeader('allow', 'GET, HEAD')
    sendError(response, 405, 'METHOD_NOT_ALLOWED', 'Only GET works here.')
  })
}

/** @returns an empty text for what is no address */
function pathOf({ url = '' }: IncomingMessage): string {
  const base = 'http://localhost'
  return URL.canParse(url, base) ? new URL(url, base).pathname : ''
}

/** Whether the database and, where there is one, Redis answer. */
async function isReady(app: App): Promise<boolean> {
  try {
    await app.database.check()
    await app.redis?.ping()
    return true
  } catch (error) {
    app.log.error({ event: 'not_ready', error })
    return false
  }
}

function sendError(response: ServerResponse, status: number, code: string, message: string): void {
  sendJson(response, status, { errors: [{ message, extensions: { code } }] })
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
