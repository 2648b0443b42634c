import type { Connections, Contents } from './connections.js'
import { openConnection } from './sqlite-connection.js'
import { fileGuard, fileNotices, requireDatabase } from './sqlite-file.js'
import { openWriter } from './sqlite-writer.js'

/**
 * SQLite has one writer at a time, and a connection sees its own unfinished transaction. So there
 * are two connections: one for reading, one for the transactions, which wait for each other, also
 * across processes.
 *
 * @param file path of the database file, which is made when it does not exist
 * @throws StartError when it cannot be opened, or is something else
 */
export async function connect(file: string, contents: Contents): Promise<Connections> {
  requireDatabase(file)
  const requireFile = fileGuard(file)
  const writer = await openWriter(file, contents, requireFile)
  const reader = await openReader(file, contents)
  return {
    ...writer,
    notices: fileNotices(file),
    reader: reader.manager,
    async snapshot(read) {
      const source = await openReader(file, contents)
      try {
        // TypeORM's own transactions take the write lock here.
        await source.query('BEGIN')
        return await read(source.manager)
      } finally {
        await source.destroy()
      }
    },
    async check() {
      requireFile()
      await reader.query('SELECT 1 FROM sqlite_master LIMIT 1')
    },
    async close() {
      await writer.close()
      await reader.destroy()
    },
  }
}

async function openReader(file: string, { entities }: Contents) {
  const reader = await openConnection(file, { entities, migrations: [] })
  await reader.query('PRAGMA query_only = ON')
  return reader
}
