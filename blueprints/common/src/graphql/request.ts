import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Request } from '../auth/mutation.js'
import type { App } from '../context/app.js'
import { clientReader } from '../http/client.js'
import { findViewer, tokenFromHeaders } from '../sessions/viewer.js'

/** A request and its answer as Node.js has them. */
export interface ServerContext {
  req: IncomingMessage
  res: ServerResponse
}

/** The context of resolvers. */
export function requestReader(app: App): (context: ServerContext) => Request {
  const readClient = clientReader(app.env.trustProxy)
  return ({ req }) => {
    const token = tokenFromHeaders(app, req.headers)
    let viewer: ReturnType<Request['viewer']> | undefined
    return {
      app,
      client: readClient(req),
      http: {},
      token,
      viewer() {
        viewer ??= findViewer(app, token)
        return viewer
      },
    }
  }
}
