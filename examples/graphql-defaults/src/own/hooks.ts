import type { HookContext, TransactionContext, User } from '../kit.js'

/** Called in the transaction that creates an account: an error undoes it. It may be called again. */
export async function onUserRegistering(_user: User, _context: TransactionContext): Promise<void> {}

/** Called when an account was created, after everything is saved. An error is logged. */
export async function onUserRegistered(_user: User, _context: HookContext): Promise<void> {}

/** Called in the transaction that verifies an account: an error undoes it. It may be called again. */
export async function onUserVerifying(_user: User, _context: TransactionContext): Promise<void> {}

/** Called when an account was verified, after everything is saved. An error is logged. */
export async function onUserVerified(_user: User, _context: HookContext): Promise<void> {}
