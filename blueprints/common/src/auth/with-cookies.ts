import { sessionOf } from '../sessions/caller.js'
import { COOKIE_TOKENS } from '../sessions/cookies.js'
import { findRefreshToken } from '../sessions/jwt-handlers.js'
import { isAlive } from '../sessions/sessions.js'
import type { Answer, Mutation, RequestContext } from './mutation.js'

/** The mutations whose tokens are those of a session: others may call something else a token. */
const GIVES_TOKENS = ['register', 'tokenAuth', 'refreshToken', 'passwordChange']

/** Puts the tokens of an answer into cookies, and takes cookies back whose session has ended. */
export function withCookies(name: string, mutation: Mutation): Mutation {
  return async (args, request) => {
    const answer = await mutation(args, request)
    const tokens = GIVES_TOKENS.includes(name) ? tokensOf(answer) : []
    for (const { name, token } of tokens) request.cookies.set(name, token)
    if (tokens.length === 0 && (await hasEnded(request))) request.cookies.clear()
    return { ...answer, ...Object.fromEntries(tokens.map(({ name }) => [name, null])) }
  }
}

const TAKES_COOKIE = ['refreshToken', 'revokeToken']

/** Lets the mutations that take a token take it from the cookie if the argument is left out. */
export function fromCookie(name: string, mutation: Mutation): Mutation {
  if (!TAKES_COOKIE.includes(name)) return mutation
  return (args, request) => {
    const <%= cookies.argument %> = args.<%= cookies.argument %> ?? request.cookies.given.<%= cookies.argument %> ?? ''
    return mutation({ ...args, <%= cookies.argument %> }, request)
  }
}

function tokensOf(answer: Answer) {
  const fields = new Map<string, unknown>(Object.entries(answer))
  return COOKIE_TOKENS.flatMap((name) => {
    const token = fields.get(name)
    return typeof token === 'string' ? { name, token } : []
  })
}

<%_ if (hasRefreshTokens) { _%>
async function hasEnded({ app, cookies }: RequestContext): Promise<boolean> {
  const { refreshToken } = cookies.given
  return !!refreshToken && !(await findRefreshToken(app.database.reader, refreshToken))
}
<%_ } else { _%>
async function hasEnded({ app, cookies }: RequestContext): Promise<boolean> {
  const { token } = cookies.given
  return !!token && !(await isAlive(app.database.reader, sessionOf(app, token)))
}
<%_ } _%>
