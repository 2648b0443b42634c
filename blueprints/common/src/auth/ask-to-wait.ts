import { GraphQLError } from 'graphql'
import type { App } from '../context/app.js'
import { logSecurityEvent, type SecurityEvent } from '../context/security-log.js'
import type { HttpAnswer } from '../http/answer.js'
import type { Client } from '../http/client.js'
import type { QueueFull } from '../passwords/queue.js'
import type { LimitName, TooManyAttempts } from '../throttle/throttle.js'

/** A request that has to wait. */
interface Waiting {
  app: App
  client: Client
  http: HttpAnswer
}

const EVENTS: Record<LimitName, SecurityEvent> = {
  loginByAccount: 'login_limited',
  loginByAddress: 'login_limited',
  mailByRecipient: 'mail_limited',
  mailByAddress: 'mail_limited',
  registerByAddress: 'registration_limited',
  uniqueByAddress: 'question_limited',
  changeByAccount: 'change_limited',
  refreshBySession: 'refresh_limited',
}

/** Tells the client when to come back, and the log, once, that a limit is reached. */
export function reportLimit(request: Waiting, error: TooManyAttempts): void {
  const { tally, seconds, isFirst } = error
  askToWait(request, { status: 429, seconds })
  if (isFirst) logSecurityEvent(request, EVENTS[tally.limit], tally.user ?? null)
}

/** The error of a mutation for which no password can be hashed soon enough. Nothing was done. */
export function busy(request: Pick<Waiting, 'http'>, { seconds }: QueueFull): GraphQLError {
  askToWait(request, { status: 503, seconds })
  return new GraphQLError('The server is busy. Try again later.', {
    extensions: { code: 'SERVICE_UNAVAILABLE' },
  })
}

function askToWait(
  { http }: Pick<Waiting, 'http'>,
  { status, seconds }: { status: number; seconds: number },
): void {
  Object.assign(http, { status, headers: { 'retry-after': String(seconds) } })
}
