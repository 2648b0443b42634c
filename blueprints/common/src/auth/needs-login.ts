import { nonFieldError, problems } from '../errors/form-error.js'
<%_ if (handlers.allowAny) { _%>
import { <%= handlers.allowAny %> as allowAny } from '../own/hooks.js'
<%_ } _%>
import { type Mutation, type RequestContext, refusal } from './mutation.js'

/** Public mutations that JWT_ALLOW_ANY_CLASSES leaves out. */
const CLOSED = <%= resolvers.closed %>

/**
 * Makes a public mutation that settings close one for callers who are logged in.
 *
 * @param name as clients call it
 */
export function needsLogin(name: string, mutation: Mutation): Mutation {
  if (!CLOSED.includes(name)) return mutation
  return async (args, request) => {
    if (await isAllowed(name, request)) return mutation(args, request)
    return refusal(nonFieldError(problems.unauthenticated))
  }
}

<%_ if (handlers.allowAny) { _%>
async function isAllowed(name: string, request: RequestContext): Promise<boolean> {
  return (await allowAny(name, request)) || (await request.caller()) !== null
}
<%_ } else { _%>
async function isAllowed(_name: string, request: RequestContext): Promise<boolean> {
  return (await request.caller()) !== null
}
<%_ } _%>
