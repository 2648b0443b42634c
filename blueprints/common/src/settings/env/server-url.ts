import { z } from 'zod'
import { isTlsOption, type Tls, tlsOf, UrlProblem } from './tls.js'

/** The parts of a URL of a database server. */
export interface ServerUrl {
  /** Empty where the URL names none. */
  host: string
  port: number | undefined
  user: string
  password: string
  database: string
  /** Null is in the clear. */
  tls: Tls | null
  /** The other options after the `?`. */
  options: ReadonlyMap<string, string>
}

interface Kind {
  schemes: readonly string[]
  /** The names of options that are known, beside those about TLS. */
  options: readonly string[]
  /** The message for an unknown option. */
  advice: Record<string, string>
}

/**
 * Reads the URL of a server.
 *
 * @throws UrlProblem for what is not understood: an option that no one heeds would not be missed
 *   before it matters
 */
export function parseServerUrl(text: string, { schemes, options: known, advice }: Kind): ServerUrl {
  const scheme = /^([\w+.-]+):\/\//.exec(text)?.[1] ?? ''
  const url = schemes.includes(scheme.toLowerCase()) ? parse(text) : null
  if (!url) throw new UrlProblem(`must be ${schemes[0]}://USER:PASSWORD@HOST:PORT/NAME`)
  if (url.hash) throw new UrlProblem('contains a #: write it as %23')
  const { searchParams } = url
  const options = new Map(searchParams)
  for (const name of searchParams.keys()) {
    if (searchParams.getAll(name).length > 1) throw new UrlProblem(`contains ${name} twice`)
    if (known.includes(name) || isTlsOption(name)) continue
    const told = Object.hasOwn(advice, name) ? advice[name] : usualAdvice(name)
    throw new UrlProblem(`does not support the option ${name}: ${told}`)
  }
  const host = decoded(url.hostname).replace(/^\[|\]$/g, '')
  return {
    host: host === NO_HOST ? '' : host,
    port: url.port === '' ? undefined : Number(url.port),
    user: decoded(url.username),
    password: decoded(url.password),
    database: decoded(url.pathname.slice(1)),
    tls: tlsOf(options),
    options: new Map([...options].filter(([name]) => !isTlsOption(name))),
  }
}

function usualAdvice(name: string): string {
  return /ssl|tls|cert|secur/i.test(name)
    ? 'use sslmode, and sslrootcert, sslcert and sslkey for the files'
    : 'remove it'
}

/** A row of the environment. @param check throws UrlProblem */
export function serverUrl(check: (text: string) => unknown) {
  return z.string().superRefine((text, { addIssue }) => {
    try {
      check(text)
    } catch (error) {
      if (!(error instanceof UrlProblem)) throw error
      addIssue({ code: 'custom', message: error.message })
    }
  })
}

/** A URL may not have a user without a host, as those of sockets have. */
const NO_HOST = 'no-host.invalid'

function parse(text: string): URL | null {
  const whole = text.replace(/^([^:]+:\/\/[^/?#]*@)(?=[/?])/, `$1${NO_HOST}`)
  return URL.canParse(whole) ? new URL(whole) : null
}

/** A `%` that begins no code stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
