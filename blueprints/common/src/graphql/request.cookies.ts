import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestContext } from '../auth/mutation.js'
import type { App } from '../context/app.js'
import { clientReader } from '../http/client.js'
import { callerOf, tokenFromHeaders } from '../sessions/caller.js'
import { cookieReader } from '../sessions/cookies.js'

/** A request and its answer as Node.js has them. */
export interface ServerContext {
  req: IncomingMessage
  res: ServerResponse
}

/** The context of resolvers. A token in the header overrides one in a cookie. */
export function requestReader(app: App): (context: ServerContext) => RequestContext {
  const readClient = clientReader(app.env.trustProxy)
  const readCookies = cookieReader(app)
  return ({ req, res }) => {
    const cookies = readCookies(req, res)
    const token = tokenFromHeaders(app, req.headers) ?? cookies.given.token ?? null
    let caller: ReturnType<RequestContext['caller']> | undefined
    return {
      app,
      client: readClient(req),
      http: {},
      cookies,
      token,
      caller() {
        caller ??= callerOf(app, token)
        return caller
      },
    }
  }
}
