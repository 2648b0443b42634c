import { GraphQLError } from 'graphql'
import type { GraphQLParams, Plugin } from 'graphql-yoga'
import { z } from 'zod'
import { requestError } from './request-error.js'

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

/** What clients send that hope for the text of a query to be known by its hash. */
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
  try {
    // Text that is no UTF-8 would be changed silently, and a password with it.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await request.arrayBuffer())
    return check(JSON.parse(text))
  } catch (error) {
    throw error instanceof GraphQLError ? error : noRequest()
  }
}

function readSearch({ url }: Request): GraphQLParams {
  const search = new URLSearchParams(url.slice(url.indexOf('?') + 1))
  const text = (name: string) => search.get(name) || undefined
  const json = (name: string) => JSON.parse(text(name) ?? 'null')
  try {
    return check({
      query: text('query'),
      operationName: text('operationName'),
      variables: json('variables'),
      extensions: json('extensions'),
    })
  } catch {
    throw noRequest()
  }
}

/** @returns the values as they are: what validation makes of them may lack a key */
function check(value: GraphQLParams): GraphQLParams {
  if (hashOnly.safeParse(value).success) throw notPersisted()
  if (!graphqlParams.safeParse(value).success) throw noRequest()
  const { query, operationName, variables, extensions } = value
  return { query, operationName, variables, extensions }
}

/** Apollo Client and urql know it by these words, and send the query itself from then on. */
function notPersisted(): GraphQLError {
  return requestError(200, 'PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported')
}

function noRequest(): GraphQLError {
  return requestError(
    400,
    'BAD_REQUEST',
    'A request is JSON in UTF-8: an object with the text `query`, and perhaps `operationName`, ' +
      '`variables` and `extensions`.',
  )
}
