import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DataSource, type DataSourceOptions } from 'typeorm'
import { driftOf } from './drift.mjs'
import { firstMigration, load, MIGRATIONS, type Row, type RowsDatabase } from './rows-database.mjs'

/** Makes the tables of the first migration, and what the SQL fills them with. */
export async function fill(url: string, filling: string): Promise<void> {
  const source = await connect(url, { migrations: await firstMigration() })
  await source.runMigrations({ transaction: 'each' })
  await source.query(filling)
  await source.destroy()
}

/** Opens a database with the entities and migrations of the project. */
export async function open(url: string): Promise<RowsDatabase> {
  const source = await connect(url, {
    entities: await exportsOf('src', '.entity.ts'),
    migrations: await exportsOf(MIGRATIONS, '.ts'),
  })
  const query = (sql: string): Promise<Row[]> => source.query(sql)
  return {
    migrate: () => source.runMigrations({ transaction: 'each' }),
    revert: () => source.undoLastMigration({ transaction: 'each' }),
    drift: () => driftOf(source),
    async tableNames() {
      const tables = await query(
        `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('migrations', 'typeorm_metadata') ORDER BY tablename`,
      )
      return tables.map(({ tablename }) => String(tablename))
    },
    async rowsOf(table) {
      const rows = await query(`SELECT to_jsonb(found) AS row FROM "${table}" found ORDER BY found`)
      return rows.map(({ row }) => row)
    },
    columnsOf: (table) =>
      query(
        `SELECT column_name, data_type, character_maximum_length, is_nullable, column_default FROM information_schema.columns WHERE table_name = '${table}' ORDER BY column_name`,
      ),
    rules: async () => ({
      indexes: await query(
        `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname`,
      ),
      constraints: await query(
        `SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY conname`,
      ),
    }),
    // It has constraints instead, which are among the rules.
    broken: async () => [],
    close: () => source.destroy(),
  }
}

type Modules = Pick<DataSourceOptions, 'entities' | 'migrations'>

function connect(url: string, modules: Modules): Promise<DataSource> {
  // TypeORM compares the defaults of moments as a session in UTC sees them.
  const extra = { options: '-c TimeZone=UTC' }
  return new DataSource({ type: 'postgres', url, extra, ...modules }).initialize()
}

/** The classes of all modules below a folder whose names end so. */
async function exportsOf(folder: string, end: string) {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  const modules = await Promise.all(
    paths.filter((path) => path.endsWith(end)).map((path) => load(join(folder, path))),
  )
  return modules.flatMap((module) => Object.values(module)).filter(isClass)
}

function isClass(value: unknown): value is new () => never {
  return typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value))
}
