import type { Args, Mutation, Request } from '../auth/mutation.js'

/** Makes a field of a mutation: its arguments are those of the field. */
export function toField(mutation: Mutation) {
  return (_root: unknown, args: Args, request: Request) => mutation(args, request)
}
