import type { IncomingMessage } from 'node:http'
import proxyAddr from 'proxy-addr'
import type { TrustProxy } from '../settings/env/trusted-proxies.js'

/** The device at the other end, as a session remembers it. */
export interface Client {
  ip: string
  userAgent: string
}

export type ReadClient = (message: IncomingMessage) => Client

/** Whatever a proxy forwards: no address is longer. */
const ADDRESS_LENGTH = 45
const USER_AGENT_LENGTH = 255

/**
 * @param isTrusted whose X-Forwarded-For is believed; the addresses that anyone else claims to
 *   forward for are not
 */
export function clientReader(isTrusted: TrustProxy): ReadClient {
  return (message) => ({
    // There is none, whatever its type says, when the connection is gone already.
    ip: (proxyAddr(message, isTrusted) ?? '').slice(0, ADDRESS_LENGTH),
    userAgent: (message.headers['user-agent'] ?? '').slice(0, USER_AGENT_LENGTH),
  })
}
