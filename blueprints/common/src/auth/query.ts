import { GraphQLError } from 'graphql'
import type { FormError } from '../errors/form-error.js'
import type { Fields, NoFields } from '../forms/form.js'
import type { User } from '../users/user.entity.js'
import { type Args, type Definition, type RequestContext, refusal, take } from './mutation.js'

/** A resolver of a field of `Query`. */
export type Query<Result> = (root: unknown, args: Args, request: RequestContext) => Promise<Result>

/**
 * Defines a query by the steps of a mutation. A query has no `errors` in its answer: a FormError
 * becomes a GraphQL error with its code, in capital letters.
 */
export function query<Subject extends User | null, Result, F extends Fields = NoFields>(
  steps: Definition<Subject, F, Result>,
): Query<Result> {
  return async (_root, args, request) => {
    const taken = await take(steps, args, request)
    if ('error' in taken) throw toGraphqlError(taken.error)
    return taken.result
  }
}

function toGraphqlError(error: FormError): GraphQLError {
  const [problem] = Object.values(error.errors).flat()
  const { errors } = refusal(error)
  return new GraphQLError(problem?.message ?? error.message, {
    extensions: { code: problem?.code.toUpperCase(), errors },
  })
}
