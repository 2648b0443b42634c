import type { User } from '../users/user.entity.js'

/** Called when somebody has registered, after everything is saved. */
export async function onUserRegistered(_user: User): Promise<void> {}

/** Called when an account was verified, after everything is saved. */
export async function onUserVerified(_user: User): Promise<void> {}
