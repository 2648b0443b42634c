import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { Env } from '../settings/env/env.js'
import { isSameOrigin, originCheck } from '../settings/env/front-end.js'

type Cors = (request: IncomingMessage, response: ServerResponse) => void

/** The log does not grow with what pages make up. */
const MOST_REFUSALS = 100

/** In seconds: how long a browser need not ask again whether it may. */
const PREFLIGHT_LIFETIME = '600'

/** Lets pages of CORS_ORIGINS read answers. Others get no header that would let them. */
export function cors(app: { env: Env; log: Logger }): Cors {
  const { env } = app
  const isAllowed = originCheck(env.corsOrigins, env.mode === 'development')
  const refused = new Set<string>()

  function logRefusal(origin: string): void {
    if (refused.has(origin) || refused.size >= MOST_REFUSALS) return
    refused.add(origin)
    app.log.info({ event: 'origin_refused', origin: origin.slice(0, 200) })
  }

  return ({ headers, method }, response) => {
    response.setHeader('vary', 'Origin')
    const { origin } = headers
    if (origin === undefined || isSameOrigin(headers)) return
    if (!isAllowed(origin)) return logRefusal(origin)
    response.setHeader('access-control-allow-origin', origin)
    response.setHeader('access-control-allow-credentials', 'true')
    response.setHeader('access-control-expose-headers', 'Retry-After')
    if (method !== 'OPTIONS') return
    response.setHeader('access-control-allow-methods', 'GET, POST')
    response.setHeader('access-control-max-age', PREFLIGHT_LIFETIME)
    const wanted = headers['access-control-request-headers']
    if (wanted !== undefined) response.setHeader('access-control-allow-headers', wanted)
  }
}
