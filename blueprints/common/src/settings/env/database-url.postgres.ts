import type { PoolConfig } from 'pg'
import { isNearby } from '../nearby.js'
import { parseServerUrl, serverUrl } from './server-url.js'
import { readTlsFiles, type Tls, UrlProblem } from './tls.js'

/** DATABASE_URL; the default is the database that compose.yaml starts. */
export const databaseUrl = serverUrl(addressOf).default(
  '<%= database.url %>',
)

/** @returns the URL as it is */
export function locate(url: string, _projectFolder: string): string {
  return url
}

/** Whether the connection is unencrypted. */
export function isInTheClear(url: string): boolean {
  const { host, tls } = addressOf(url)
  return tls === null && !isNearby(host)
}

/** The address of a server, and the options of its sessions. */
export interface Address {
  host: string
  port: number | undefined
  user: string
  password: string
  database: string
  tls: Tls | null
  isDirectTls: boolean
  /** Like those of libpq: `-c search_path=accounts`. */
  sessionOptions: string
  applicationName: string | undefined
}

const SCHEMES = ['postgres', 'postgresql']

/** Beside those about TLS: what libpq knows, and what is added for other libraries. */
const OPTIONS = [
  ...['host', 'port', 'user', 'password', 'dbname'],
  ...['options', 'application_name', 'fallback_application_name'],
  ...['channel_binding', 'gssencmode', 'sslnegotiation', 'target_session_attrs'],
  ...['client_encoding', 'connect_timeout', 'uselibpqcompat', 'pgbouncer'],
]

const ADVICE = {
  schema: 'use options=-c%20search_path%3DNAME, or ALTER ROLE … SET search_path',
}

/** The allowed values of options that otherwise change something. */
const HARMLESS: Record<string, RegExp> = {
  gssencmode: /^(disable|prefer)$/,
  channel_binding: /^(disable|prefer|require)$/,
  sslnegotiation: /^(postgres|direct)$/,
  target_session_attrs: /^any$/,
  client_encoding: /^(utf-?8|unicode|auto)$/i,
  connect_timeout: /^\d+$/,
  uselibpqcompat: /^true$/,
  pgbouncer: /^(true|false)$/,
  port: /^\d{1,5}$/,
}

/** @throws UrlProblem for a URL that cannot be heeded */
export function addressOf(text: string): Address {
  const { options, ...url } = parseServerUrl(text, {
    schemes: SCHEMES,
    options: OPTIONS,
    advice: ADVICE,
  })
  for (const [name, value] of options) {
    if (HARMLESS[name]?.test(value) === false) throw new UrlProblem(`${name}=${value} is unknown`)
  }
  const host = options.get('host') ?? url.host
  if (host.includes(',')) throw new UrlProblem('has more than one host')
  const isDirectTls = options.get('sslnegotiation') === 'direct'
  const bindsChannel = options.get('channel_binding') === 'require'
  if ((isDirectTls || bindsChannel) && url.tls === null) {
    throw new UrlProblem('configures TLS, but does not enable it: add sslmode=verify-full')
  }
  // The driver binds channels where the server can, and goes on where it cannot. What no one in
  // between must be able to prevent is left to the certificate.
  const verify = bindsChannel && url.tls?.verify === 'nothing' ? 'identity' : url.tls?.verify
  return {
    host,
    port: options.has('port') ? Number(options.get('port')) : url.port,
    user: options.get('user') ?? url.user,
    password: options.get('password') ?? url.password,
    database: options.get('dbname') ?? url.database,
    tls: url.tls && verify ? { ...url.tls, verify } : null,
    isDirectTls,
    sessionOptions: options.get('options') ?? '',
    applicationName: options.get('application_name') ?? options.get('fallback_application_name'),
  }
}

/** An address for the driver; empty members keep the driver's defaults. */
export function driverOptions(address: Address): PoolConfig {
  const { host, port, user, password, database, tls } = address
  return {
    ...(host && { host }),
    ...(port && { port }),
    ...(user && { user }),
    ...(password && { password }),
    ...(database && { database }),
    ...(address.applicationName && { application_name: address.applicationName }),
    ...(address.isDirectTls && { sslnegotiation: 'direct' }),
    ...(tls && { ssl: tlsOptions(tls), enableChannelBinding: true }),
  }
}

function tlsOptions(tls: Tls): PoolConfig['ssl'] {
  return {
    rejectUnauthorized: tls.verify !== 'nothing',
    ...(tls.verify === 'authority' && { checkServerIdentity: () => undefined }),
    ...readTlsFiles(tls),
  }
}
