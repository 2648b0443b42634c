import type { DataSource } from 'typeorm'
import { ownEntities } from '../own/entities.js'
import type { TableChanges } from './new-migration.js'

/**
 * What the tables of `src/own/entities.ts` lack to be as their entities say. All others are left alone:
 * the migrations of the generator make them.
 */
export async function ownTableChanges(source: DataSource): Promise<TableChanges> {
  const own = new Set<unknown>(ownEntities)
  for (const metadata of source.entityMetadatas) {
    // The table between two of yours has no class.
    const { target } = metadata.parentEntityMetadata ?? metadata
    if (!own.has(target) && !metadata.isJunction) metadata.synchronize = false
  }
  const { upQueries, downQueries } = await source.driver.createSchemaBuilder().log()
  return { up: upQueries, down: downQueries.reverse() }
}
