import type { Args, Mutation, Request } from '../auth/mutation.js'
import { withCookies } from '../auth/with-cookies.js'

interface InputArgs {
  input: Args & { clientMutationId?: string | null }
}

/** Makes a field of a mutation: arguments come as one `input`, and `clientMutationId` goes back. */
export function toField(mutation: Mutation) {
  return async (_root: unknown, { input }: InputArgs, request: Request) => {
    const { clientMutationId, ...args } = input
<%_ if (cookies.isOn) { _%>
    return { ...(await withCookies(mutation)(args, request)), clientMutationId }
<%_ } else { _%>
    return { ...(await mutation(args, request)), clientMutationId }
<%_ } _%>
  }
}
