import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { App } from './app.js'
import { createGraphqlHandler } from './graphql/yoga.js'

/** The HTTP server: `/graphql`, `/health`, `/ready` and the public keys of tokens. */
export async function createHttpServer(app: App): Promise<Server> {
  const graphql = await createGraphqlHandler(app)
  const routes: Record<string, (response: ServerResponse) => void | Promise<void>> = {
    '/health': (response) => sendJson(response, 200, { status: 'ok' }),
    '/ready': async (response) => {
      const ready = await isReady(app)
      sendJson(response, ready ? 200 : 503, { status: ready ? 'ok' : 'unavailable' })
    },
    '/.well-known/jwks.json': (response) => sendJson(response, 200, { keys: app.keys.public }),
  }
  return createServer((request, response) => {
    const route = routes[pathOf(request)]
    return route ? route(response) : graphql(request, response)
  })
}

function pathOf(request: IncomingMessage): string {
  return request.url?.split('?', 1)[0] ?? ''
}

/** Whether the database answers. */
async function isReady(app: App): Promise<boolean> {
  try {
    await app.database.reader.query('SELECT 1')
    return true
  } catch (error) {
    app.log.error({ event: 'not_ready', error })
    return false
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
