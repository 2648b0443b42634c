import type { ServerResponse } from 'node:http'
import type { Plugin } from 'graphql-yoga'

/** An HTTP answer. */
export interface Answer {
  status: number
  body: string
  headers: Headers | ReadonlyMap<string, string>
}

/** Answers carry tokens and personal data: nothing keeps, frames or guesses at them. */
export const COMMON_HEADERS = new Map([
  ['cache-control', 'no-store'],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
])

export function json(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  const all = { 'content-type': 'application/json', ...headers }
  return { status, body: JSON.stringify(value), headers: new Map(Object.entries(all)) }
}

/** @param path on this server */
export function redirect(path: string): Answer {
  return { status: 302, body: '', headers: new Map([['location', path]]) }
}

/** An error in the shape of GraphQL. It says nothing back of what was sent. */
export function problem(
  status: number,
  code: string,
  message: string,
  headers?: Record<string, string>,
): Answer {
  return json(status, { errors: [{ message, extensions: { code } }] }, headers)
}

export const UNEXPECTED = problem(500, 'INTERNAL_SERVER_ERROR', 'Unexpected error.')

export function send(response: ServerResponse, { status, body, headers }: Answer): void {
  response.setHeaders(COMMON_HEADERS)
  for (const [name, value] of headers) response.setHeader(name, value)
  response.statusCode = status
  response.end(body)
}

/** How an answer differs from a plain 200. */
export interface HttpAnswer {
  status?: number
  headers?: Record<string, string>
}

/**
 * Gives an answer the status that its one field asked for. Where there are several, some of them
 * may have done what they should: then it stays 200, and each field tells for itself.
 */
export function httpAnswers(): Plugin<{ http: HttpAnswer }> {
  return {
    onExecute: ({ args: { contextValue } }) => ({
      onExecuteDone({ result, setResult }) {
        if (!('data' in result) || Object.keys(result.data ?? {}).length > 1) return
        const { http } = contextValue
        if (http.status) setResult({ ...result, extensions: { ...result.extensions, http } })
      },
    }),
  }
}
