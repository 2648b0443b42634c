import { BlockList, isIP, isIPv6 } from 'node:net'
import { domainToASCII } from 'node:url'
import { z } from 'zod'

/** Where the mail server is, and how to talk to it; the names are those of Nodemailer. */
export interface SmtpServer extends z.output<typeof connection> {
  host: string
  port: number
  /** Whether TLS begins with the first byte. */
  secure: boolean
  auth?: { user: string; pass: string }
  tls: Record<string, string | boolean>
}

const flag = z.enum(['true', 'false'], 'must be true or false').transform((text) => text === 'true')
const hostName = z.string().regex(/^[\w.:[\]-]{1,253}$/, 'must be a host')
const version = z.enum(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'], 'must be like TLSv1.2')

/** Options of Nodemailer that may follow a `?`. */
const connection = z.object({
  requireTLS: flag.optional(),
  ignoreTLS: flag.optional(),
  opportunisticTLS: flag.optional(),
  name: hostName.optional(),
  servername: hostName.optional(),
  localAddress: z.union([z.ipv4(), z.ipv6()], 'must be an address').optional(),
  allowInternalNetworkInterfaces: flag.optional(),
  authMethod: z.enum(['PLAIN', 'LOGIN', 'CRAM-MD5'], 'must be PLAIN, LOGIN or CRAM-MD5').optional(),
})

/** Options of Node.js, which have `tls.` in front of them. */
const tls = z.object({
  rejectUnauthorized: flag.optional(),
  servername: hostName.optional(),
  minVersion: version.optional(),
  maxVersion: version.optional(),
  ciphers: z.string().min(1, 'must be a list of ciphers').optional(),
})

const ENCODE = 'write @ : / ? # % in a user name or a password as %40 %3A %2F %3F %23 %25'

/** The problem of a URL. Nothing of the URL is repeated: it may contain a password anywhere. */
export class BadUrl extends Error {}

/** @throws BadUrl */
export function parseSmtpUrl(text: string): SmtpServer {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || url.hostname === '') {
    throw new BadUrl(`is not a valid URL: write smtp://USER:PASSWORD@HOST:PORT; ${ENCODE}`)
  }
  // What stands there is, mostly, the rest of a password.
  const isCut = !['', '/'].includes(url.pathname) || text.includes('#') || url.search.includes('@')
  if (isCut) throw new BadUrl(`has more than options after the port: ${ENCODE}`)
  const secure = url.protocol === 'smtps:'
  const port = Number(url.port) || (secure ? 465 : 587)
  const server = { host: hostOf(url), port, secure, ...authOf(url), ...optionsOf(url) }
  refuseContradictions(server)
  return server
}

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8)
loopback.addAddress('::1', 'ipv6')

/** Whether mails do not leave this machine on their way to the mail server. */
export function isLoopback({ host }: SmtpServer): boolean {
  if (isIP(host) === 0) return /^(.+\.)?localhost$/i.test(host)
  return loopback.check(host, isIPv6(host) ? 'ipv6' : 'ipv4')
}

/** Whether no password and no link goes over the network in clear text, whatever the server offers. */
export function hasTls({ secure, requireTLS = false }: SmtpServer): boolean {
  return secure || requireTLS
}

/** Demands TLS of a mail server that is elsewhere, unless the URL says otherwise. */
export function demandTls(server: SmtpServer): SmtpServer {
  const { requireTLS, ignoreTLS = false, opportunisticTLS = false } = server
  const isSaid = requireTLS !== undefined || ignoreTLS || opportunisticTLS
  return isSaid || server.secure || isLoopback(server) ? server : { ...server, requireTLS: true }
}

function hostOf({ hostname }: URL): string {
  const host = decode(hostname).replace(/^\[(.+)\]$/, '$1')
  const ascii = isIP(host) ? host : domainToASCII(host)
  if (ascii === '') throw new BadUrl('has no valid host: write smtp://USER:PASSWORD@HOST:PORT')
  return ascii
}

function authOf({ username, password }: URL): Pick<SmtpServer, 'auth'> {
  if (username === '' && password === '') return {}
  if (username === '') throw new BadUrl('has a password but no user name')
  if (password === '') throw new BadUrl('has a user name but no password')
  return { auth: { user: decode(username), pass: decode(password) } }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new BadUrl(`has an invalid % sequence: ${ENCODE}`)
  }
}

function optionsOf({ searchParams }: URL): z.output<typeof connection> & Pick<SmtpServer, 'tls'> {
  const given: Record<string, string> = {}
  const givenTls: Record<string, string> = {}
  for (const [name, value] of searchParams) {
    const isOfTls = name.startsWith('tls.')
    const key = isOfTls ? name.slice('tls.'.length) : name
    const [known, values] = isOfTls ? [tls, givenTls] : [connection, given]
    if (!Object.hasOwn(known.shape, key)) throw new BadUrl(unknownOption(name))
    if (Object.hasOwn(values, key)) throw new BadUrl(`has the option ${name} twice`)
    values[key] = value
  }
  return { ...check(connection, given), tls: check(tls, givenTls, 'tls.') }
}

function check<T extends z.ZodType>(schema: T, given: object, prefix = ''): z.output<T> {
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new BadUrl(`the option ${prefix}${issue?.path.join('.')} ${issue?.message}`)
}

/** Names are repeated as far as nothing else looks like one. */
function unknownOption(name: string): string {
  const tlsOptions = Object.keys(tls.shape).map((key) => `tls.${key}`)
  const known = [...Object.keys(connection.shape), ...tlsOptions]
  const meant = known.find((other) => other.toLowerCase() === name.toLowerCase())
  const what = /^[A-Za-z.]{1,40}$/.test(name) ? `has no option ${name}` : 'has an unknown option'
  if (name === 'secure') return `${what}: write smtps:// for TLS from the start`
  return `${what}: ${meant ? `write ${meant}` : `there are ${known.join(', ')}`}`
}

function refuseContradictions(server: SmtpServer): void {
  const { secure, requireTLS, ignoreTLS = false, opportunisticTLS = false } = server
  const isWithout = ignoreTLS || opportunisticTLS
  if (secure && (requireTLS === false || isWithout)) {
    throw new BadUrl('smtps:// starts with TLS: write smtp:// to disable it')
  }
  if (requireTLS && isWithout) {
    throw new BadUrl('requireTLS contradicts ignoreTLS and opportunisticTLS: remove one of them')
  }
}
