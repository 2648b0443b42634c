import { DataSource } from 'typeorm'
import type { Contents } from './connections.js'
import { TypeormSqlite } from './typeorm-sqlite.js'

/** Opens a connection of its own to a database file. */
export async function openConnection(database: string, contents: Contents): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'better-sqlite3',
    database,
    driver: TypeormSqlite,
    prepareDatabase: prepare,
    enableWAL: true,
    ...contents,
    logger: 'debug',
  })
  return dataSource.initialize()
}

function prepare(connection: TypeormSqlite): void {
  // Comparing text as the other database servers do: by case, in any script.
  connection.pragma('case_sensitive_like = ON')
  connection.function('lower', { deterministic: true }, (text) =>
    typeof text === 'string' ? text.toLowerCase() : text,
  )
  // With WAL it cannot damage the file, and does not wait for the disk at each commit.
  connection.pragma('synchronous = NORMAL')
  // 16 MB of pages.
  connection.pragma('cache_size = -16000')
}
