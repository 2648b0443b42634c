import { GraphQLError } from 'graphql'
import type { GraphQLParams, Plugin } from 'graphql-yoga'
import { z } from 'zod'
import { requestError } from './errors.js'

/** Other media types can be sent by a form of a foreign page, without asking (S60). */
const MEDIA_TYPES = ['application/json', 'application/graphql+json']

const object = z.looseObject({}).nullish()

/** Clients add keys of their own, like Relay's `id`: those are left out. */
const graphqlParams = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: object,
  extensions: object,
})

/** The extension of clients that send a query as a hash. */
const hashOnly = z.object({
  query: z.union([z.null(), z.literal('')]).optional(),
  extensions: z.object({ persistedQuery: z.looseObject({}) }),
})

/** Takes POST with JSON and GET with a query, and nothing else that yoga could read (S60). */
export function jsonRequestsPlugin(): Plugin {
  return {
    onRequestParse({ request, setRequestParser }) {
      if (request.method === 'GET') setRequestParser(readSearch)
      if (request.method !== 'POST') return
      const [mediaType = ''] = (request.headers.get('content-type') ?? '').split(';')
      if (!MEDIA_TYPES.includes(mediaType.trim().toLowerCase())) {
        throw requestError(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send JSON: application/json.')
      }
      setRequestParser(readBody)
    },
  }
}

async function readBody(request: Request): Promise<GraphQLParams> {
  // Text that is not UTF-8 would be changed silently, and a password with it.
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const body = await request.arrayBuffer().catch(refuseBody)
  return check(() => JSON.parse(decoder.decode(body)))
}

/** Yoga says so of one that is too large; any other does not come whole. */
function refuseBody(error: unknown): never {
  throw error instanceof GraphQLError ? error : noRequest()
}

function readSearch({ url }: Request): GraphQLParams {
  const search = new URLSearchParams(url.slice(url.indexOf('?') + 1))
  const text = (name: string) => search.get(name) || undefined
  const json = (name: string) => JSON.parse(text(name) ?? 'null')
  return check(() => ({
    query: text('query'),
    operationName: text('operationName'),
    variables: json('variables'),
    extensions: json('extensions'),
  }))
}

/** @returns the values as they are: what validation makes of them may lack a key */
function check(read: () => GraphQLParams): GraphQLParams {
  const value = readOrRefuse(read)
  if (hashOnly.safeParse(value).success) throw notPersisted()
  if (!graphqlParams.safeParse(value).success) throw noRequest()
  const { query, operationName, variables, extensions } = value
  return { query, operationName, variables, extensions }
}

function readOrRefuse(read: () => GraphQLParams): GraphQLParams {
  try {
    return read()
  } catch {
    throw noRequest()
  }
}

/** Apollo Client and urql know it by these words, and send the query itself from then on. */
function notPersisted(): GraphQLError {
  return requestError(200, 'PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported')
}

function noRequest(): GraphQLError {
  return requestError(
    400,
    'BAD_REQUEST',
    'A request must be JSON in UTF-8: an object with the text `query` and, optionally, `operationName`, ' +
      '`variables` and `extensions`.',
  )
}
