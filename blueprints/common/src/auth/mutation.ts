import type { App } from '../app.js'
import { FormError } from '../forms/errors.js'
import { serializeErrors } from '../<%= modules.errorSerializer %>'
import type { HttpAnswer } from '../graphql/http-answer.js'
import { QueueFull } from '../passwords/queue.js'
import { logSecurityEvent, type SecurityEvent } from '../security-log.js'
import type { Client } from '../sessions/client.js'
import type { TokenCookies } from '../sessions/cookies.js'
import { type Tally, TooManyAttempts } from '../throttle/throttle.js'
import type { User } from '../users/user.entity.js'
import { busy, reportLimit } from './ask-to-wait.js'

/** A request that is being answered, as every resolver gets it. */
export interface Request {
  app: App
  client: Client
  /** What the HTTP answer is to say, if this is all that was asked for. */
  http: HttpAnswer
<%_ if (cookies.isOn) { _%>
  cookies: TokenCookies
<%_ } _%>
  /** The access token of the request as it came, or null. */
  token: string | null
  /** The caller by the token of the request, or null; read once a request. */
  viewer(): Promise<User | null>
}

/** Arguments as the client gave them. GraphQL has checked their types. */
export type Args = Readonly<Record<string, unknown>>

/** A request and the arguments of one of its fields. */
export interface Call extends Request {
  args: Args
}

/** A mutation under way: the request, the arguments, and the user that it is about. */
export interface Action<Subject = unknown> extends Call {
  user: Subject
}

/** What an action counts against while it is done, and when it is: see RATE_LIMIT. */
export type Limits<Values, Subject = unknown> = (
  action: Action<Subject> & { values: Values },
) => Tally[] | Promise<Tally[]>

/** Lets an action go on. @throws FormError when it may not */
export type Guard<Subject = unknown> = (action: Action<Subject>) => void | Promise<void>

/** Makes values of arguments. @throws FormError with everything that is wrong with them */
export type Form<Values, Subject = unknown> = (action: Action<Subject>) => Promise<Values>

/** The steps of a mutation, in the order in which they are taken. */
interface Definition<Subject, Values> {
  /** Whose account it is about: the caller's, or that of whoever was sent the token. */
  user: (action: Action<null>) => Promise<Subject>
  guards?: Guard<Subject>[]
  form: Form<Values, Subject>
  /** What is refused, however right it is, when it has been done too often. */
  limits?: Limits<Values, Subject>
  /** What the log says of it when it is done. */
  event?: SecurityEvent
  /** What it returns stands beside `success` and `errors` in the answer. */
  run(action: Action<Subject> & { values: Values }): Promise<object | undefined>
}

export interface Answer {
  success: boolean
  errors: unknown
}

/** A mutation that can be called. A FormError on the way becomes the answer's `errors`. */
export type Mutation = (args: Args, request: Request) => Promise<Answer>

/**
 * Defines a mutation as the steps it takes: who is it, guards, form, limits, action, answer. What
 * throws a FormError ends it there.
 */
export function mutation<Subject extends User | null, Values>(
  steps: Definition<Subject, Values>,
): Mutation {
  return async (args, request) => {
    const action = { ...request, args, user: null }
    try {
      return await take(steps, action)
    } catch (error) {
      if (error instanceof QueueFull) throw busy(request, error)
      if (!(error instanceof FormError)) throw error
      if (error instanceof TooManyAttempts) reportLimit(request, error)
      return refusal(error)
    }
  }
}

async function take<Subject extends User | null, Values>(
  steps: Definition<Subject, Values>,
  request: Action<null>,
): Promise<Answer> {
  const user = await steps.user(request)
  const unchecked = { ...request, user }
  for (const guard of steps.guards ?? []) await guard(unchecked)
  const action = { ...unchecked, values: await steps.form(unchecked) }
  const tallies = (await steps.limits?.(action)) ?? []
  const payload = await request.app.throttle.limit(tallies, () => steps.run(action))
  if (steps.event) logSecurityEvent(request, steps.event, user)
  return { success: true, errors: null, ...payload }
}

/** The answer of a mutation that did nothing. */
export function refusal({ errors }: FormError): Answer {
  return { success: false, errors: serializeErrors(errors) }
}
