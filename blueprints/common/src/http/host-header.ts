import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import type { Env } from '../settings/env/env.js'
import { type Answer, problem } from './answer.js'

/** A name, an IPv4 address or an IPv6 one in brackets, and perhaps a port (RFC 9112, 3.2). */
const HOST = /^(\[[\da-f:.]+\]|[\w.~!$&'()*+,;=%-]*)(?::\d*)?$/i

const LOOPBACK = /^(localhost|.+\.localhost|127\.0\.0\.1|\[::1\])$/

/**
 * Refuses what HTTP wants refused. While developing also hosts that are not this machine: a foreign
 * page whose name leads here would otherwise read what its browser may read.
 */
export function hostCheck(env: Env): (request: IncomingMessage) => Answer | null {
  const isOurs = env.mode === 'development' ? ownHosts(env) : () => true
  return (request) => {
    const [host, ...others] = request.headersDistinct.host ?? []
    if (host === undefined && request.httpVersion !== '1.1') return null
    const name = HOST.exec(host ?? '?')?.[1]?.toLowerCase()
    if (name === undefined || others.length > 0) {
      const message = 'A request must have one Host header with a host.'
      return problem(400, 'BAD_REQUEST', message, { connection: 'close' })
    }
    return name === '' || isOurs(name) ? null : notAllowed()
  }
}

function ownHosts(env: Env): (name: string) => boolean {
  const named = [env.frontendUrl, ...env.corsOrigins.map((origin) => new URL(origin))]
  const hosts = new Set(named.map(({ hostname }) => hostname))
  const own = 'host' in env.address ? env.address.host.toLowerCase() : ''
  hosts.add(own.includes(':') ? `[${own}]` : own)
  // Who listens beyond this machine is asked by address too. An address cannot lead elsewhere.
  const isOpen = own !== '' && !LOOPBACK.test(own)
  return (name) =>
    LOOPBACK.test(name) || hosts.has(name) || (isOpen && isIP(name.replace(/^\[|\]$/g, '')) !== 0)
}

function notAllowed(): Answer {
  return problem(
    403,
    'HOST_NOT_ALLOWED',
    'In development, the server answers only for localhost, HOST and the hosts of FRONTEND_URL and CORS_ORIGINS.',
  )
}
