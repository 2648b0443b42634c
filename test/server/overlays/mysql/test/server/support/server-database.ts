import type { EntityManager } from 'typeorm'

// What tests of faults have to know of MySQL and MariaDB.

/** Where they listen, unless a URL says something else. */
export const PORT = 3306

/** A statement that takes longer than any may. */
export const SLOW = `
  SELECT COUNT(*)
  FROM information_schema.columns a, information_schema.columns b, information_schema.columns c
`

/** Whether it ends transactions in which nothing happens: MariaDB does. */
export async function endsIdleTransactions(reader: EntityManager): Promise<boolean> {
  const variables = await reader.query("SHOW VARIABLES LIKE 'idle_transaction_timeout'")
  return variables.length > 0
}

/** Whether the connection is. */
export async function isEncrypted(reader: EntityManager): Promise<boolean> {
  const rows = await reader.query<{ Value: string }[]>("SHOW STATUS LIKE 'Ssl_cipher'")
  return (rows[0]?.Value ?? '') !== ''
}
