import type { DatabaseName, Settings } from '../../settings/types.js'
import type { DatabaseView } from './database/database-view.js'
import { MYSQL } from './database/mysql.js'
import { POSTGRES } from './database/postgres.js'
import { SQLITE } from './database/sqlite.js'

const VIEWS: Record<DatabaseName, DatabaseView> = {
  sqlite: SQLITE,
  postgres: POSTGRES,
  mysql: MYSQL,
}

/** What a project says of its database. */
export function databaseView({ database }: Settings): DatabaseView {
  return VIEWS[database]
}
