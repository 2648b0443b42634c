import { parseSetCookie, type SetCookie } from 'cookie'
import { z } from 'zod'
import { mutationOf } from './flavor.js'
import type { Payload } from './world.js'

const HEADERS = { 'content-type': 'application/json', 'x-graphql-yoga-csrf': '1' }

const answer = z.object({ data: z.record(z.string(), z.unknown()) })

/** A client that keeps cookies, as a browser does, and no token itself. */
export interface Browser {
  /** By name; one that was cleared is gone. */
  cookies: Map<string, SetCookie>
  ask(query: string, variables?: object, headers?: Record<string, string>): Promise<Payload>
  /** @returns the whole payload of a mutation */
  call(mutation: string, args: Payload, headers?: Record<string, string>): Promise<Payload>
}

/** @param url of the server, without a path */
export function openBrowser(url: string): Browser {
  const cookies = new Map<string, SetCookie>()

  const ask: Browser['ask'] = async (query, variables = {}, headers = {}) => {
    const cookie = [...cookies.values()].map(({ name, value }) => `${name}=${value}`).join('; ')
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { ...HEADERS, ...(cookie && { cookie }), ...headers },
      body: JSON.stringify({ query, variables }),
    })
    for (const header of response.headers.getSetCookie()) {
      const set = parseSetCookie(header)
      if (set.maxAge === 0) cookies.delete(set.name)
      else cookies.set(set.name, set)
    }
    return answer.parse(await response.json()).data
  }

  return {
    cookies,
    ask,
    async call(mutation, args, headers) {
      const { query, variables } = mutationOf(mutation, args)
      const data = await ask(query, variables, headers)
      return z.record(z.string(), z.unknown()).parse(data[mutation])
    },
  }
}
