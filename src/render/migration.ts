import { migrationName } from '../model/migration/describe.js'
import type { UserMigration } from '../model/migration/user-migration.js'
import { checkFiles } from './checks.js'
import { fill } from './engine.js'
import type { RenderedFile } from './types.js'
import { changeMigrationView, type Making } from './view/migration.js'

const BLUEPRINT = 'common/src/database/migrations/change.ts'

/** The file of a migration. */
export function renderMigration(migration: UserMigration, making: Making): RenderedFile {
  const path = `${making.dialect.migrationsFolder}/${making.timestamp}-${migrationName(migration)}.ts`
  const content = fill(
    { path: BLUEPRINT, delimiter: '%' },
    { migration: changeMigrationView(migration, making) },
  )
  const file: RenderedFile = { path, id: path, kind: 'append-only', content }
  checkFiles([file], migration)
  return file
}
