import type { IncomingMessage, ServerResponse } from 'node:http'
import { parseCookie, type SerializeOptions, stringifySetCookie } from 'cookie'
import type { App } from '../context/app.js'
import { StartError } from '../errors/start-error.js'

/** The tokens that travel in cookies, by their fields in answers. */
export const COOKIE_TOKENS = [<%- cookies.names %>] as const

/** A token of a session, by its field in answers. */
type TokenName = 'token' | 'refreshToken'

/** The cookies of one request and of its answer. */
export interface TokenCookies {
  /** The cookies of the browser: those it sent, with the changes of the answer. */
  given: { [Name in TokenName]?: string }
  set(name: TokenName, token: string): void
  /** Makes the browser forget all of them. */
  clear(): void
}

/**
 * How tokens go into cookies that no script can read (S28; ASVS 3.3).
 *
 * @throws StartError when browsers would not take such cookies
 */
export function cookieReader(
  app: App,
): (request: IncomingMessage, response: ServerResponse) => TokenCookies {
  const attributes = cookieAttributes(app)
  const names = cookieNames(app, attributes)
  const lifetimes = cookieLifetimes(app)
  const noteOtherSite = otherSiteNote(app, attributes)
  return (request, response) => {
    const sent = parseCookie(request.headers.cookie ?? '')
    const write = (name: TokenName, value: string, maxAge: number) => {
      const cookie = stringifySetCookie(names[name], value, { ...attributes, maxAge })
      response.appendHeader('set-cookie', cookie)
    }
    const given: TokenCookies['given'] = {}
    for (const name of COOKIE_TOKENS) given[name] = sent[names[name]]
    return {
      given,
      set(name, token) {
        given[name] = token
        noteOtherSite(request)
        write(name, token, lifetimes[name])
      },
      clear() {
        for (const name of COOKIE_TOKENS) {
          given[name] = undefined
          write(name, '', 0)
        }
      },
    }
  }
}

const SAME_SITE = ['lax', 'strict', 'none'] as const

function cookieAttributes({ env, settings }: App) {
  const { GRAPHQL_JWT } = settings
  const secure = env.mode === 'production' || GRAPHQL_JWT.JWT_COOKIE_SECURE
  const said = GRAPHQL_JWT.JWT_COOKIE_SAMESITE?.toLowerCase()
  const sameSite = SAME_SITE.find((one) => one === said) ?? 'lax'
  if (sameSite === 'none' && !secure) {
    throw new StartError(['JWT_COOKIE_SAMESITE: none needs JWT_COOKIE_SECURE: set that too'])
  }
  return {
    httpOnly: true,
    secure,
    sameSite,
    path: GRAPHQL_JWT.JWT_COOKIE_PATH,
    domain: GRAPHQL_JWT.JWT_COOKIE_DOMAIN ?? undefined,
  } satisfies SerializeOptions
}

/** Browsers do not keep the cookie for a page of another site, and do not say so: the log does, once. */
function otherSiteNote(
  app: App,
  { sameSite }: ReturnType<typeof cookieAttributes>,
): (request: IncomingMessage) => void {
  let isNoted = sameSite === 'none'
  return ({ headers }) => {
    if (isNoted || headers['sec-fetch-site'] !== 'cross-site') return
    isNoted = true
    app.log.warn(
      { event: 'cookies_not_kept', origin: headers.origin?.slice(0, 200) },
      'A browser does not keep the cookies of a login from a page of another site: ' +
        'open both by the same host name, or set JWT_COOKIE_SAMESITE to "none" and use https',
    )
  }
}

/** With `__Host-` browsers make sure that no other host has set the cookie (RFC 6265bis, 4.1.3). */
function cookieNames(
  { settings }: App,
  { secure, path, domain }: ReturnType<typeof cookieAttributes>,
): Record<TokenName, string> {
  const { JWT_COOKIE_NAME, JWT_REFRESH_TOKEN_COOKIE_NAME } = settings.GRAPHQL_JWT
  if (JWT_COOKIE_NAME === JWT_REFRESH_TOKEN_COOKIE_NAME) {
    throw new StartError(['JWT_COOKIE_NAME and JWT_REFRESH_TOKEN_COOKIE_NAME: must differ'])
  }
  const prefix = secure && path === '/' && domain === undefined ? '__Host-' : ''
  return { token: prefix + JWT_COOKIE_NAME, refreshToken: prefix + JWT_REFRESH_TOKEN_COOKIE_NAME }
}

/** In seconds. A token may end earlier than its cookie, by the end of its session. */
function cookieLifetimes({ settings }: App): Record<TokenName, number> {
  const { GRAPHQL_AUTH, GRAPHQL_JWT } = settings
  const longest = GRAPHQL_AUTH.REFRESH_FAMILY_LIFETIME ?? Number.MAX_SAFE_INTEGER
  return {
    token: Math.min(GRAPHQL_JWT.JWT_EXPIRATION_DELTA, longest),
    refreshToken: Math.min(GRAPHQL_JWT.JWT_REFRESH_EXPIRATION_DELTA, longest),
  }
}
