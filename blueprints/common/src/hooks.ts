import type { Request } from './auth/mutation.js'
import type { User } from './users/user.entity.js'

/** Called when somebody has registered, after everything is saved. */
export async function onUserRegistered(_user: User): Promise<void> {}

/** Called when an account was verified, after everything is saved. */
export async function onUserVerified(_user: User): Promise<void> {}
<%_ if (handlers.stubs.length > 0) { _%>

// What GRAPHQL_JWT names as its handlers: put functions of your own in the place of these.
<%- include('lines.ejs', { lines: handlers.stubs, indent: '' }) -%>
<%_ } _%>
<%_ if (handlers.allowAny) { _%>

/** JWT_ALLOW_ANY_HANDLER: whether a mutation that needs a login may be called without one. */
export async function <%= handlers.allowAny %>(_name: string, _request: Request): Promise<boolean> {
  return false
}
<%_ } _%>
