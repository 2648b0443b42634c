import { openOutside } from './outside.js'
import { HASH } from './people.js'

/** One of so many is an exception: closed, archived, or not verified. */
const RARE = 100_000
/** What the clock of a test server says. */
const NOW = "timestamptz '2026-01-01T12:00:00Z'"

/**
 * What fills the tables of PostgreSQL. The user with primary key 7 is `user7`, of every tenth there is
 * a session, and what mails have left behind.
 */
function statements(count: number): string[] {
  const all = `generate_series(1, ${count}) AS id`
  const some = `generate_series(10, ${count}, 10) AS id`
  const rare = (rest: number) => `id % LEAST(${RARE}, ${count} / 10) = ${rest}`
  const secondary = "CASE WHEN id % 100 = 0 THEN 'second' || id || '@email.com' END"
  return [
    `INSERT INTO users (id, username, username_key, email, password, is_active, date_joined)
      SELECT id, 'user' || id, 'user' || id, 'user' || id || '@email.com', '${HASH}',
        NOT (${rare(3)}), ${NOW} FROM ${all}`,
    `SELECT setval('users_id_seq', ${count})`,
    `INSERT INTO user_status (user_id, verified, archived, secondary_email)
      SELECT id, NOT (${rare(5)}), ${rare(7)}, ${secondary} FROM ${all}`,
    `INSERT INTO email_claims (address, user_id, kind)
      SELECT 'user' || id || '@email.com', id, 'primary' FROM ${all}`,
    `INSERT INTO email_claims (address, user_id, kind)
      SELECT 'second' || id || '@email.com', id, 'secondary' FROM ${all} WHERE id % 100 = 0`,
    `INSERT INTO sessions (id, user_id, created_at, last_used_at, ip, user_agent)
      SELECT 'session' || id, id, ${NOW}, ${NOW}, '192.0.2.1', '' FROM ${some}`,
    `INSERT INTO refresh_tokens (hash, session_id, created_at)
      SELECT 'hash' || id, 'session' || id, ${NOW} FROM ${some}`,
    `INSERT INTO mail_tokens (hash, purpose, user_id, address, expires_at, used_at)
      SELECT 'hash' || id, 'activation', id, 'user' || id || '@email.com', ${NOW}, ${NOW} FROM ${some}`,
    `INSERT INTO outbox_mails (kind, recipient, user_id, "user", ip, user_agent, created_at,
        attempts, next_attempt_at, dead_at, reason)
      SELECT 'activation', 'user' || id || '@email.com', id, '{}', '192.0.2.1', '', ${NOW},
        1, ${NOW}, ${NOW}, 'No such mailbox.' FROM ${all} WHERE id % 100 = 0`,
    'VACUUM ANALYZE users, user_status, email_claims, sessions, refresh_tokens',
    'VACUUM ANALYZE mail_tokens, outbox_mails',
  ]
}

/** Fills the empty tables of a server as a site of many years would have. */
export async function fill(database: string, count: number): Promise<void> {
  const { run } = await openOutside(database)
  for (const sql of statements(count)) await run(sql)
}
