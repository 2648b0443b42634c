import { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { App } from '../context/app.js'
import { isUnavailable } from '../database/errors.js'
import type { Mode } from '../settings/env/env.js'

const INTERNAL = 'INTERNAL_SERVER_ERROR'

/** In seconds: how soon the database may be back. */
const RETRY_AFTER = '1'

/** In characters: messages repeat the input, once per mistake (S56). */
const LONGEST_MESSAGE = 1000

/**
 * Lets errors through that were thrown for clients. Any other goes to the log, once, and clients
 * get to know that there was one (S52).
 */
export function errorMask(app: App): (error: unknown) => Error {
  return (error) => {
    const cause = causeOf(error)
    if (error instanceof GraphQLError && cause instanceof GraphQLError) return error
    const place = error instanceof GraphQLError ? { nodes: error.nodes, path: error.path } : {}
    if (isUnavailable(cause)) {
      app.log.error({ event: 'database_unavailable', error: cause })
      const http = { status: 503, headers: { 'Retry-After': RETRY_AFTER } }
      const extensions = { code: 'SERVICE_UNAVAILABLE', http }
      return new GraphQLError('The service is temporarily unavailable.', { ...place, extensions })
    }
    app.log.error({ event: 'unexpected_error', error: cause })
    return new GraphQLError('Unexpected error.', { ...place, extensions: { code: INTERNAL } })
  }
}

/** Whatever a resolver throws comes wrapped, with its place in the query. */
function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? causeOf(error.originalError) : error
}

/**
 * Gives every error the shape that clients are promised: a code and a 4xx or 5xx where nothing was
 * run, and nothing of what yoga or graphql-js know beyond that.
 */
export function errorShapePlugin(mode: Mode): Plugin {
  return {
    onResultProcess({ result, setResult }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result || !result.errors) return
      const wasRun = result.data !== undefined
      const errors = result.errors.map((error) => shape(error, mode, wasRun))
      setResult({ ...result, errors })
    },
  }
}

function shape(error: GraphQLError, mode: Mode, wasRun: boolean): GraphQLError {
  const { originalError, http, ...extensions } = error.extensions
  const { nodes, source, positions, path } = error
  const told = mode === 'development' ? error.message : withoutSuggestion(error.message)
  const message = told.length > LONGEST_MESSAGE ? `${told.slice(0, LONGEST_MESSAGE)}…` : told
  const place = { nodes, source, positions, path }
  if (wasRun) return new GraphQLError(message, { ...place, extensions: { ...extensions, http } })
  const status = http?.status ?? (extensions.code === INTERNAL ? 500 : 400)
  const code = extensions.code ?? 'BAD_REQUEST'
  return new GraphQLError(message, {
    ...place,
    extensions: { ...extensions, code, http: { ...http, spec: false, status } },
  })
}

/** The suggestion that graphql-js adds for a typo reveals names of the schema (S56). */
function withoutSuggestion(message: string): string {
  const begin = message.lastIndexOf(' Did you mean ')
  return begin > -1 && message.endsWith('?') ? message.slice(0, begin) : message
}

/**
 * What is wrong with a whole request. It says nothing back of what was sent.
 *
 * @param status of HTTP; yoga answers with it
 */
export function requestError(status: number, code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status } } })
}
