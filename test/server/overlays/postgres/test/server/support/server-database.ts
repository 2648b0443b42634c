import type { EntityManager } from 'typeorm'

// What tests of faults have to know of PostgreSQL.

/** Where it listens, unless its URL says something else. */
export const PORT = 5432

/** A statement that takes longer than any may. */
export const SLOW = 'SELECT pg_sleep(60)'

/** Whether it ends transactions in which nothing happens. */
export async function endsIdleTransactions(_reader: EntityManager): Promise<boolean> {
  return true
}

/** Whether the connection is. */
export async function isEncrypted(reader: EntityManager): Promise<boolean> {
  const rows = await reader.query<{ ssl: boolean }[]>(
    'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
  )
  return rows[0]?.ssl === true
}
