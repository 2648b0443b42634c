import { isIP } from 'node:net'
import proxyAddr from 'proxy-addr'
import { z } from 'zod'

/**
 * Whether a proxy is believed what it forwards for.
 *
 * @param address of the proxy; undefined for one that comes by a Unix socket
 * @param hop how many proxies are behind it, as the server sees them
 */
export type TrustProxy = (address: string | undefined, hop: number) => boolean

const MOST_HOPS = 10
const RANGES = ['loopback', 'linklocal', 'uniquelocal']
const UNIX = 'unix:'

/** TRUST_PROXY: addresses, networks and `unix:`, separated by commas, or how many proxies there are. */
export const trustedProxies = z
  .string()
  .default('')
  .transform((text, context): TrustProxy => {
    const items = text.split(',').flatMap((item) => item.trim() || [])
    const [first = ''] = items
    if (items.length === 1 && /^\d+$/.test(first) && first !== '0' && Number(first) <= MOST_HOPS) {
      return (_address, hop) => hop < Number(first)
    }
    const problems = items.flatMap((item) => problemOf(item) ?? [])
    for (const message of problems) context.addIssue({ code: 'custom', message })
    return problems.length > 0 ? () => false : byAddress(items)
  })

function byAddress(items: readonly string[]): TrustProxy {
  const isTrusted = proxyAddr.compile(items.filter((item) => item !== UNIX))
  const isUnixTrusted = items.includes(UNIX)
  return (address, hop) => (address === undefined ? isUnixTrusted : isTrusted(address, hop))
}

/** Short forms of IPv4, like 1 for 0.0.0.1, are refused: they mostly mean something else. */
function problemOf(item: string): string | null {
  const what = JSON.stringify(item)
  if (/^[\d.]+$/.test(item) && isIP(item) === 0) {
    return `${what} must be a complete address; a number of proxies, from 1 to ${MOST_HOPS}, cannot be combined`
  }
  const isKnown = item === UNIX || RANGES.includes(item)
  if (isKnown || (isIP(item.replace(/\/[^/]*$/, '')) !== 0 && canCompile(item))) return null
  return (
    `${what} must be an address or a network, like 10.0.0.1 or 172.16.0.0/12, ` +
    `${RANGES.join(', ')}, ${UNIX}, or a number of proxies`
  )
}

function canCompile(item: string): boolean {
  try {
    proxyAddr.compile([item])
    return true
  } catch {
    return false
  }
}

/** BASE_PATH, as in `/accounts`: below which path a proxy that does not strip it sees the server. */
export const basePath = z
  .string()
  .default('')
  .transform((text) => text.trim().replace(/\/+$/, ''))
  .refine(
    (path) => /^(\/(?!\.{1,2}(\/|$))[\w.~-]+)*$/.test(path),
    'must be a path like /accounts, of letters, digits and ._~-',
  )

/**
 * The path of a request, without what does not matter: doubled slashes and one at its end.
 *
 * @param target of the request line: a path, or a whole URL
 * @returns an empty text for what is neither
 */
export function pathOf(target: string): string {
  const [path = ''] = target.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '').split(/[?#]/, 1)
  const single = path.replace(/\/{2,}/g, '/')
  return single.length > 1 && single.endsWith('/') ? single.slice(0, -1) : single
}

/** In seconds. Balancers mostly drop a connection that is idle for 60: they must be the first. */
const LONGER_THAN_BALANCERS = '75'

/** KEEP_ALIVE_TIMEOUT: for how many seconds a connection may be idle. */
export const keepAliveTimeout = z
  .string()
  .default(LONGER_THAN_BALANCERS)
  .refine(
    (text) => /^[1-9]\d{0,3}$/.test(text) && Number(text) <= 3600,
    'must be a whole number of seconds, from 1 to 3600',
  )
  .transform(Number)
