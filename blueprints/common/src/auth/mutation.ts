import { serializeErrors } from '<%= modules.errorSerializer.fromAuth %>'
import type { App } from '../context/app.js'
import { logSecurityEvent, type SecurityEvent } from '../context/security-log.js'
import { FormError } from '../errors/form-error.js'
import {
  type CleanedFields,
  cleanFields,
  completeValues,
  type Fields,
  type NoFields,
  type Values,
} from '../forms/form.js'
import type { HttpAnswer } from '../http/answer.js'
import type { Client } from '../http/client.js'
import { QueueFull } from '../passwords/queue.js'
import type { TokenCookies } from '../sessions/cookies.js'
import { type Tally, TooManyAttempts } from '../throttle/throttle.js'
import type { User } from '../users/user.entity.js'
import { busy, reportLimit } from './ask-to-wait.js'
import { toFieldErrors } from './field-errors.js'

/** A request that is being answered, as every resolver gets it. */
export interface RequestContext {
  app: App
  client: Client
  /** The status and headers of the HTTP answer, if this is the only field of the request. */
  http: HttpAnswer
<%_ if (cookies.isOn) { _%>
  cookies: TokenCookies
<%_ } _%>
  /** The access token of the request as it came, or null. */
  token: string | null
  /** The caller by the token of the request, or null; read once a request. */
  caller(): Promise<User | null>
}

/** Arguments as the client gave them. GraphQL has checked their types. */
export type Args = Readonly<Record<string, unknown>>

/** A request and the arguments of one of its fields. */
export interface Call extends RequestContext {
  args: Args
}

/** A mutation under way: the request, the arguments, and the user that it is about. */
export interface Action<Subject = unknown> extends Call {
  user: Subject
}

/** What an action counts against while it is done, and when it is: see RATE_LIMIT. */
export type Limits<Input, Subject = unknown> = (
  action: Action<Subject> & { values: Input },
) => Tally[] | Promise<Tally[]>

/** Lets an action run. @throws FormError if it may not */
export type Guard<Subject = unknown> = (action: Action<Subject>) => void | Promise<void>

/** The steps of a mutation or a query, in the order in which they are taken. */
export interface Definition<Subject, F extends Fields, Result> {
  /** The account in question: the caller's, or that of the token's recipient. */
  user: (action: Action<null>) => Promise<Subject>
  guards?: Guard<Subject>[]
  /** The arguments that are read, each with what may stand in it. */
  fields?: F
  /** Adds what no field can see by itself to the problems that they have found. */
  check?: (action: Action<Subject>, cleaned: CleanedFields<F>) => Promise<void>
  /** The limits that refuse the action, even with valid input. */
  limits?: Limits<NoInfer<Values<F>>, Subject>
  /** The event that is logged when it is done. */
  event?: SecurityEvent
  /** The result of a mutation is added to `success` and `errors` in the answer. */
  run(action: Action<Subject> & { values: Values<F> }): Promise<Result>
}

export interface Answer {
  success: boolean
  errors: unknown
  /** The same, typed. */
  fieldErrors?: object[] | null
}

/** A mutation that can be called. A FormError on the way becomes the answer's `errors`. */
export type Mutation = (args: Args, request: RequestContext) => Promise<Answer>

/**
 * Defines a mutation by its steps: user, guards, fields, check, limits, run. A FormError ends it at the
 * step that throws it.
 */
export function mutation<Subject extends User | null, F extends Fields = NoFields>(
  steps: Definition<Subject, F, object | undefined>,
): Mutation {
  return async (args, request) => {
    const taken = await take(steps, args, request)
    if ('error' in taken) return refusal(taken.error)
    return { success: true, errors: null, ...taken.result }
  }
}

/** Takes the steps up to the end, or to the first that a FormError ends. */
export async function take<Subject extends User | null, F extends Fields, Result>(
  steps: Definition<Subject, F, Result>,
  args: Args,
  request: RequestContext,
): Promise<{ result: Result } | { error: FormError }> {
  try {
    return { result: await run(steps, { ...request, args, user: null }) }
  } catch (error) {
    if (error instanceof QueueFull) throw busy(request, error)
    if (!(error instanceof FormError)) throw error
    if (error instanceof TooManyAttempts) reportLimit(request, error)
    return { error }
  }
}

async function run<Subject extends User | null, F extends Fields, Result>(
  steps: Definition<Subject, F, Result>,
  request: Action<null>,
): Promise<Result> {
  const user = await steps.user(request)
  const unchecked = { ...request, user }
  for (const guard of steps.guards ?? []) await guard(unchecked)
  const cleaned = cleanFields(steps.fields, request.args)
  await steps.check?.(unchecked, cleaned)
  const action = { ...unchecked, values: completeValues(steps.fields, cleaned) }
  const tallies = (await steps.limits?.(action)) ?? []
  const result = await request.app.throttle.limit(tallies, () => steps.run(action))
  if (steps.event) logSecurityEvent(request, steps.event, user)
  return result
}

/** The answer of a mutation that did nothing. */
export function refusal({ errors }: FormError): Answer {
  return { success: false, errors: serializeErrors(errors), fieldErrors: toFieldErrors(errors) }
}
