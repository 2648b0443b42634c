import type { IncomingMessage } from 'node:http'
import { isIPv4, isIPv6 } from 'node:net'
import proxyAddr from 'proxy-addr'
import type { TrustProxy } from '../settings/env/proxy.js'

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

/** With the port, as some proxies forward an address: `192.0.2.1:1234`, `[2001:db8::1]:1234`. */
const WITH_PORT = /^(?:\[(.+)\]|([\d.]+))(?::\d+)?$/

/**
 * What is counted against a network address: one text for every way to write it, and for IPv6 one
 * for a whole /64, which is what a single customer has (S33, the lesson of CVE-2026-45364).
 *
 * @param ip as the socket or a trusted proxy says it; all that is not an address counts as one
 */
export function addressKey(ip: string): string {
  const [, bracketed, plain] = WITH_PORT.exec(ip) ?? []
  const address = (bracketed ?? plain ?? ip).replace(/%.*$/, '')
  if (isIPv4(address)) return address
  return isIPv6(address) ? ipv6Key(groupsOf(address)) : 'unknown'
}

/** An IPv4 address that is written as an IPv6 one (RFC 4291, 2.5.5.2) is the IPv4 address. */
function ipv6Key(groups: string[]): string {
  const isMapped = groups.slice(0, 6).join(':') === '0:0:0:0:0:ffff'
  if (!isMapped) return `${groups.slice(0, 4).join(':')}::/64`
  const numbers = groups.slice(6).map((group) => Number.parseInt(group, 16))
  return numbers.flatMap((number) => [number >> 8, number & 255]).join('.')
}

/** The eight groups, in lower case and without leading zeros: the URL parser writes them so. */
function groupsOf(address: string): string[] {
  const { hostname } = new URL(`http://[${address}]`)
  const [left = [], right = []] = hostname
    .slice(1, -1)
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''))
  const zeros = new Array<string>(8 - left.length - right.length).fill('0')
  return [...left, ...zeros, ...right]
}
