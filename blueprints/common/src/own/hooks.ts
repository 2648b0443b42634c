<%_ if (handlers.allowAny) { _%>
import type { HookContext, RequestContext, TransactionContext, User } from '../kit.js'
<%_ } else { _%>
import type { HookContext, TransactionContext, User } from '../kit.js'
<%_ } _%>

/** Called in the transaction that creates an account: an error undoes it. It may be called again. */
export async function onUserRegistering(_user: User, _context: TransactionContext): Promise<void> {}

/** Called when an account was created, after everything is saved. An error is logged. */
export async function onUserRegistered(_user: User, _context: HookContext): Promise<void> {}

/** Called in the transaction that verifies an account: an error undoes it. It may be called again. */
export async function onUserVerifying(_user: User, _context: TransactionContext): Promise<void> {}

/** Called when an account was verified, after everything is saved. An error is logged. */
export async function onUserVerified(_user: User, _context: HookContext): Promise<void> {}
<%_ if (handlers.stubs.length > 0) { _%>

// What GRAPHQL_JWT names as its handlers: put functions of your own in the place of these.
<%- include('lines.ejs', { lines: handlers.stubs, indent: '' }) -%>
<%_ } _%>
<%_ if (handlers.allowAny) { _%>

/** JWT_ALLOW_ANY_HANDLER: whether a mutation that needs a login may be called without one. */
<%- handlers.allowAnyHead %>
  return false
}
<%_ } _%>
