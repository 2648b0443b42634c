import type { App } from '../app.js'
import { FormError } from '../forms/errors.js'
import { serializeErrors } from '../forms/serialize-errors.js'
import type { Client } from '../sessions/client.js'
import type { User } from '../users/user.entity.js'

/** A request that is being answered, as every resolver gets it. */
export interface Request {
  app: App
  client: Client
  /** The caller by the token of the request, or null; read once a request. */
  viewer(): Promise<User | null>
}

/** Arguments as the client gave them. GraphQL has checked their types. */
export type Args = Readonly<Record<string, unknown>>

/** A mutation under way: the request, the arguments, and the user that it is about. */
export interface Action<Subject = unknown> extends Request {
  args: Args
  user: Subject
}

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
 * Defines a mutation as the steps it takes: who is it, guards, form, action, answer. What throws
 * a FormError ends it there.
 */
export function mutation<Subject, Values>(steps: Definition<Subject, Values>): Mutation {
  return async (args, request) => {
    try {
      const user = await steps.user({ ...request, args, user: null })
      const action = { ...request, args, user }
      for (const guard of steps.guards ?? []) await guard(action)
      const values = await steps.form(action)
      const payload = await steps.run({ ...action, values })
      return { success: true, errors: null, ...payload }
    } catch (error) {
      if (!(error instanceof FormError)) throw error
      return refusal(error)
    }
  }
}

/** The answer of a mutation that did nothing. */
export function refusal({ errors }: FormError): Answer {
  return { success: false, errors: serializeErrors(errors) }
}
