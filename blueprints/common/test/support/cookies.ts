import { parseSetCookie } from 'cookie'
import { z } from 'zod'
import { COOKIE_TOKENS } from '../../src/sessions/cookies.js'
import { settingsOf } from '../../src/settings/settings.js'

const { JWT_COOKIE_NAME, JWT_REFRESH_TOKEN_COOKIE_NAME } = settingsOf({}).GRAPHQL_JWT
const NAMES = { token: JWT_COOKIE_NAME, refreshToken: JWT_REFRESH_TOKEN_COOKIE_NAME }

const answer = z.looseObject({ data: z.record(z.string(), z.unknown()).nullish() })

/** The tokens that a response puts into cookies, by their fields in answers. */
export function cookieTokens(response: Response): Record<string, string> {
  const cookies = response.headers.getSetCookie().map((header) => parseSetCookie(header))
  const found = COOKIE_TOKENS.map((name) => [
    name,
    cookies.find((cookie) => cookie.name === NAMES[name])?.value,
  ])
  return Object.fromEntries(found.filter(([, token]) => token))
}

/**
 * Writes the tokens of cookies into the answer: most tests are about what a mutation does, not
 * about how its tokens travel.
 */
export function withCookieTokens(response: Response, body: unknown): unknown {
  const tokens = cookieTokens(response)
  const { data, ...rest } = answer.parse(body)
  if (!data || Object.keys(tokens).length === 0) return body
  const payloads = Object.entries(data).map(([name, payload]) => [
    name,
    Object.assign({}, payload, tokens),
  ])
  return { ...rest, data: Object.fromEntries(payloads) }
}
