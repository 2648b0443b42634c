import type { App } from '../../../src/app.js'
import { mutationOf } from './flavor.js'
import { type Caller, type Payload, post, type World } from './world.js'

/** How many passwords a server compares from now on. */
export function countComparisons(app: App): { count: number } {
  const comparisons = { count: 0 }
  const { verify } = app.passwords
  app.passwords = {
    ...app.passwords,
    verify(...args) {
      comparisons.count += 1
      return verify(...args)
    },
  }
  return comparisons
}

/** Someone behind the proxy that the server trusts. */
export function from(address: string): Record<string, string> {
  return { 'x-forwarded-for': address }
}

/** The settings of a server behind such a proxy. */
export const behindProxy = { env: { TRUST_PROXY: '127.0.0.1' } }

/** An address of its own for each number. */
export function addressNumber(number: number): string {
  return `198.51.${Math.floor(number / 250)}.${(number % 250) + 1}`
}

/** Sends a mutation. @returns the whole HTTP response */
export function send(
  { url }: Pick<World, 'url'>,
  mutation: string,
  args: Record<string, unknown>,
  caller?: Caller,
): Promise<Response> {
  return post(url, mutationOf(mutation, args), caller)
}

/** Tries to log in with wrong passwords, one after the other. */
export async function guess(
  { call }: Pick<World, 'call'>,
  times: number,
  { username = 'user2', caller }: { username?: string; caller?: Caller } = {},
): Promise<Payload[]> {
  const payloads: Payload[] = []
  for (let count = 0; count < times; count += 1) {
    payloads.push(await call('tokenAuth', { username, password: `wrong ${count}` }, caller))
  }
  return payloads
}

/** The codes of the errors that belong to no field. */
export function codeOf({ errors }: Payload): string | undefined {
  return /"code":"(\w+)"/.exec(JSON.stringify(errors))?.[1]
}
