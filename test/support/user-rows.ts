/** A column of the table of users -> its values in the rows of the two users, as SQL. */
export type UserValues = Readonly<Record<string, readonly [ada: string, bob: string]>>

/** What every user has before it is said otherwise. */
const USUAL: UserValues = {
  id: ['1', '7'],
  password: ["'!a'", "'!b'"],
  username: ["'Ada'", "'bob'"],
  username_key: ["'ada'", "'bob'"],
  email: ["'Ada@example.com'", "'bob@example.com'"],
  date_joined: ["'2026-01-02 03:04:05.000'", "'2026-01-03 03:04:05.000'"],
}

/**
 * SQL that makes two users, each with a row in every other table.
 *
 * @param values of columns that not every project has
 * @param without columns that this one lacks
 */
export function twoUsers(values: UserValues = {}, without: readonly string[] = []): string {
  const columns = Object.entries({ ...USUAL, ...values }).filter(
    ([name]) => !without.includes(name),
  )
  const names = columns.map(([name]) => `"${name}"`).join(', ')
  const users = [0, 1].map((user) => `(${columns.map(([, both]) => both[user]).join(', ')})`)
  return [
    `INSERT INTO "users" (${names}) VALUES ${users.join(', ')}`,
    `INSERT INTO "user_status" VALUES (1, true, false, NULL), (7, false, true, 'two@example.com')`,
    `INSERT INTO "email_claims" VALUES ('ada@example.com', 1, 'primary'), ('bob@example.com', 7, 'primary')`,
    `INSERT INTO "sessions" VALUES ('s1', 1, '2026-01-02', '2026-01-02', '::1', ''), ('s7', 7, '2026-01-02', '2026-01-02', '::1', '')`,
    `INSERT INTO "mail_tokens" VALUES ('m1', 'activation', 1, 'ada@example.com', '2026-01-02', NULL)`,
    `INSERT INTO "outbox_mails" VALUES (3, 'accountDeleted', 'cyd@example.com', 9, '{}', NULL, '::1', '', '2026-01-02', 0, '2026-01-02', NULL, NULL)`,
  ].join(';')
}

/** SQL that gives the sessions of both users a refresh token. */
export const REFRESH_TOKENS = `INSERT INTO "refresh_tokens" VALUES ('r1', 's1', '2026-01-02', NULL), ('r7', 's7', '2026-01-02', NULL)`
