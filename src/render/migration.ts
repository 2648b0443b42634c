import { migrationName } from '../model/migration/describe.js'
import type { UserMigration } from '../model/migration/user-migration.js'
import { checkFiles } from './checks.js'
import { fill } from './engine.js'
import type { RenderedFile } from './render.js'
import { changeMigrationView } from './view/migration.js'

const MIGRATIONS = 'src/database/migrations'
const BLUEPRINT = 'common/src/database/migrations/change.ts'

/**
 * The file of a migration.
 *
 * @param timestamp milliseconds of 13 digits; TypeORM orders migrations by it
 */
export function renderMigration(migration: UserMigration, timestamp: number): RenderedFile {
  const path = `${MIGRATIONS}/${timestamp}-${migrationName(migration)}.ts`
  const content = fill(
    { path: BLUEPRINT, delimiter: '%' },
    { migration: changeMigrationView(migration, timestamp) },
  )
  const file: RenderedFile = { path, id: path, kind: 'append-only', content }
  checkFiles([file])
  return file
}
