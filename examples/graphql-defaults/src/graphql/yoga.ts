import type { IncomingMessage, ServerResponse } from 'node:http'
import { GraphQLError } from 'graphql'
import { createSchema, createYoga, maskError } from 'graphql-yoga'
import type { App } from '../app.js'
import type { Request } from '../auth/mutation.js'
import { clientReader } from '../sessions/client.js'
import { findViewer, tokenFromHeaders } from '../sessions/viewer.js'
import { graphiqlOptions } from './graphiql.js'
import { resolvers } from './resolvers.js'
import { typeDefs } from './type-defs.js'

interface ServerContext {
  req: IncomingMessage
  res: ServerResponse
}

/** Answers requests to /graphql. */
export async function createGraphqlHandler(app: App) {
  const toRequest = requestReader(app)
  return createYoga<ServerContext, Request>({
    schema: createSchema<ServerContext & Request>({ typeDefs, resolvers }),
    context: ({ req }) => toRequest(req),
    cors: { origin: app.env.frontendUrl.origin, credentials: true },
    ...(await graphiqlOptions(app.env.mode)),
    landingPage: false,
    logging: false,
    maskedErrors: {
      maskError(error, message) {
        if (isUnexpected(error)) app.log.error({ event: 'unexpected_error', error })
        return maskError(error, message, false)
      },
    },
  })
}

/** What resolvers get to know of a request. */
function requestReader(app: App): (message: IncomingMessage) => Request {
  const readClient = clientReader(app.env.trustProxy)
  return (message) => {
    let viewer: ReturnType<Request['viewer']> | undefined
    return {
      app,
      client: readClient(message),
      viewer() {
        viewer ??= findViewer(app, tokenFromHeaders(app, message.headers))
        return viewer
      },
    }
  }
}

/** Clients are told about errors that were thrown for them, and of others only that there was one. */
function isUnexpected(error: unknown): boolean {
  if (!(error instanceof GraphQLError)) return true
  return error.originalError !== undefined && !(error.originalError instanceof GraphQLError)
}
