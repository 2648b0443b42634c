<%_ if (database.isMysql) { _%>
import { DataSource } from 'typeorm'
<%_ } else { _%>
import type { DataSource } from 'typeorm'
<%_ } _%>
import { ownEntities } from '../own/entities.js'
import type { TableChanges } from './new-migration.js'

/**
 * What the tables of `src/own/entities.ts` lack to be as their entities say. All others are left alone:
 * the migrations of the generator make them.
 */
export async function ownTableChanges(source: DataSource): Promise<TableChanges> {
<%_ if (database.isMysql) { _%>
  if (!(await isMariaDb(source))) return changesOf(source)
  // Its catalog says things in another way than that of MySQL, and TypeORM goes by the type.
  const own = new DataSource(Object.assign({}, source.options, { type: 'mariadb' as const }))
  await own.initialize()
  try {
    return await changesOf(own)
  } finally {
    await own.destroy()
  }
}

async function isMariaDb(source: DataSource): Promise<boolean> {
  const [found] = await source.query<{ version: string }[]>('SELECT VERSION() AS "version"')
  return found?.version.includes('MariaDB') ?? false
}

async function changesOf(source: DataSource): Promise<TableChanges> {
<%_ } _%>
  const own = new Set<unknown>(ownEntities)
  for (const metadata of source.entityMetadatas) {
    // The table between two of yours has no class.
    const { target } = metadata.parentEntityMetadata ?? metadata
    if (!own.has(target) && !metadata.isJunction) metadata.synchronize = false
  }
  const { upQueries, downQueries } = await source.driver.createSchemaBuilder().log()
  return { up: upQueries, down: downQueries.reverse() }
}
