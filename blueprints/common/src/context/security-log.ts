import type { Client } from '../http/client.js'
import type { App } from './app.js'

/** The security events of the log, with their levels (S60). */
const LEVELS = {
  account_registered: 'info',
  account_verified: 'info',
  account_archived: 'info',
  account_closed: 'info',
  /** By the command, so by someone who can run programs here. */
  superuser_created: 'info',
  login_succeeded: 'info',
  /** Unknown account, wrong password, or an account that may not log in. */
  login_failed: 'info',
  /** A password that confirms a change was wrong. */
  confirmation_failed: 'info',
  password_changed: 'info',
  email_changed: 'info',
  session_revoked: 'info',
<%_ if (staff.isOn) { _%>
  user_activated: 'info',
  user_deactivated: 'info',
  user_verified: 'info',
  user_sessions_revoked: 'info',
  user_reset_sent: 'info',
  /** Someone calls a mutation for staff, or for superusers, without being one. */
  permission_denied: 'warn',
<%_ } _%>
  /** Someone uses a refresh token again: it was stolen, from them or by them. */
  refresh_token_reused: 'warn',
  login_limited: 'warn',
  mail_limited: 'warn',
  registration_limited: 'warn',
  /** Someone asks which usernames or addresses are taken. */
  question_limited: 'warn',
  change_limited: 'warn',
  refresh_limited: 'warn',
} as const

export type SecurityEvent = keyof typeof LEVELS

/**
 * Logs an event for those who watch over accounts. It says who, from where, and
 * never a secret: no password, no token, not even what was typed as a username.
 *
 * @param request who asked for it; a command has no client
 * @param user whom it happened to; null when that is no one we know
 * @param more what else there is to say
 */
export function logSecurityEvent(
  { app, client }: { app: App; client?: Client },
  event: SecurityEvent,
  user: { id: number } | null,
<%_ if (staff.isOn) { _%>
  more: { sessionId?: string; byUserId?: number; aboutUserId?: number } = {},
<%_ } else { _%>
  more: { sessionId?: string } = {},
<%_ } _%>
): void {
  app.log[LEVELS[event]]({ event, userId: user?.id ?? null, ip: client?.ip, ...more })
}
