import type { HookContext } from '../context/app.js'
import type { User } from '../users/user.entity.js'

/**
 * Calls a hook when everything is saved. What goes wrong in it is logged: it cannot undo what has
 * happened, and the client has nothing to do with it.
 */
export async function notify(
  { app, client }: HookContext,
  hook: 'onUserRegistered' | 'onUserVerified',
  user: User,
): Promise<void> {
  try {
    await app.hooks[hook]?.(user, { app, client })
  } catch (error) {
    app.log.error({ event: 'hook_failed', hook, userId: user.id, error })
  }
}
