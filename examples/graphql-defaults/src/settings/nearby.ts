import { BlockList, isIP } from 'node:net'

const PRIVATE = new BlockList()
for (const [network, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
] as const) {
  PRIVATE.addSubnet(network, bits, 'ipv4')
}
PRIVATE.addAddress('::1', 'ipv6')
PRIVATE.addSubnet('fc00::', 7, 'ipv6')
PRIVATE.addSubnet('fe80::', 10, 'ipv6')

/** What names inside of a machine or a network end with. */
const LOCAL_NAME = /(^|\.)(localhost|local|internal|lan|home\.arpa|svc)\.?$/i

/**
 * Whether the way to a host leaves neither the machine nor its private network, as far as its name
 * says: a socket, a private address, a name without a dot like those of containers.
 */
export function isNearby(host: string): boolean {
  if (host === '' || host.startsWith('/')) return true
  const version = isIP(host)
  if (version !== 0) return PRIVATE.check(host, version === 6 ? 'ipv6' : 'ipv4')
  return !host.includes('.') || LOCAL_NAME.test(host)
}
