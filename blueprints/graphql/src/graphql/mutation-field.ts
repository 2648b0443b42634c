import type { Args, Mutation, Request } from '../auth/mutation.js'
import { withCookies } from '../auth/with-cookies.js'

/** Makes a field of a mutation: its arguments are those of the field. */
export function toField(mutation: Mutation) {
<%_ if (cookies.isOn) { _%>
  const answer = withCookies(mutation)
  return (_root: unknown, args: Args, request: Request) => answer(args, request)
<%_ } else { _%>
  return (_root: unknown, args: Args, request: Request) => mutation(args, request)
<%_ } _%>
}
