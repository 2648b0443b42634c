import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestContext } from '../auth/mutation.js'
import type { App } from '../context/app.js'
import { clientReader } from '../http/client.js'
import { callerOf, tokenFromHeaders } from '../sessions/caller.js'

/** A request and its answer as Node.js has them. */
export interface ServerContext {
  req: IncomingMessage
  res: ServerResponse
}

/** The context of resolvers. */
export function requestReader(app: App): (context: ServerContext) => RequestContext {
  const readClient = clientReader(app.env.trustProxy)
  return ({ req }) => {
    const token = tokenFromHeaders(app, req.headers)
    let caller: ReturnType<RequestContext['caller']> | undefined
    return {
      app,
      client: readClient(req),
      http: {},
      token,
      caller() {
        caller ??= callerOf(app, token)
        return caller
      },
    }
  }
}
