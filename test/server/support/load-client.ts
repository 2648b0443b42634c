import { z } from 'zod'
import { codeOf, send } from './attempts.js'
import type { Payload } from './world.js'

/** Who asks, as a server gets to know it. */
export interface Asker {
  /** The network address that a proxy passes on. */
  address: string
  /** The access token. */
  token?: string
  /** The User-Agent: notices name it, so that each belongs to one request. */
  tag?: string
}

/** Asks a server whose answers may get lost, and remembers how it went. */
export interface LoadClient {
  /**
   * @returns the payload of a mutation that did what it should
   * @throws NotAcknowledged, or an Error for an answer that nothing that is killed explains
   */
  act(mutation: string, args: Record<string, unknown>, asker: Asker): Promise<Payload>
  /** Tries to log in. @returns `success`, or the code of the refusal, or what came instead */
  attempt(username: string, password: string, asker: Asker): Promise<string>
  /** How many were acknowledged, by mutation. */
  acknowledged: ReadonlyMap<string, number>
  /** How many were not, by status. */
  failed: ReadonlyMap<number, number>
}

/** Whether it was carried out is not known. */
export class NotAcknowledged extends Error {}

const body = z.object({
  data: z.record(z.string(), z.record(z.string(), z.unknown()).nullable()).nullish(),
  errors: z.array(z.unknown()).optional(),
})

/** @param url of the server, without a path */
export function createLoadClient(url: string): LoadClient {
  const acknowledged = new Map<string, number>()
  const failed = new Map<number, number>()

  async function ask(mutation: string, args: Record<string, unknown>, asker: Asker) {
    const response = await send({ url }, mutation, args, headersOf(asker))
    const text = await response.text()
    if (!response.ok) count(failed, response.status)
    // Lost with its instance, or refused by one that is too busy.
    if (response.status === 502 || response.status === 503) {
      throw new NotAcknowledged(`${mutation}: ${response.status}`)
    }
    const { data, errors } = body.parse(JSON.parse(text))
    return { payload: data?.[mutation] ?? {}, errors, text: `${mutation}: ${text}` }
  }

  return {
    async act(mutation, args, asker) {
      const { payload, errors, text } = await ask(mutation, args, asker)
      if (errors || payload.success !== true) throw new Error(text)
      count(acknowledged, mutation)
      return payload
    },
    async attempt(username, password, asker) {
      try {
        const { payload, text } = await ask('tokenAuth', { username, password }, asker)
        count(acknowledged, payload.success === true ? 'tokenAuth' : 'refused tokenAuth')
        return payload.success === true ? 'success' : (codeOf(payload) ?? text)
      } catch (error) {
        if (error instanceof NotAcknowledged) return error.message
        throw error
      }
    },
    acknowledged,
    failed,
  }
}

/** One more of them. */
export function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function headersOf({ address, token, tag }: Asker): Record<string, string> {
  return {
    'x-forwarded-for': address,
    ...(token && { authorization: `JWT ${token}` }),
    ...(tag && { 'user-agent': tag }),
  }
}
