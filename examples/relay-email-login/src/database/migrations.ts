import { readdir } from 'node:fs/promises'
import type { MigrationInterface } from 'typeorm'
import { StartError } from '../errors/start-error.js'

const FOLDER = new URL('./migrations/', import.meta.url)
const CODE = /(?<!\.d|\.test|\.spec)\.[jt]s$/
/** The time in milliseconds, in the name of a file and of its class. */
const FILE_NAME = /^\d{13}-.+/
const CLASS_NAME = /\d{13}$/

type MigrationClass = new () => MigrationInterface

/**
 * Every migration in the folder. What else a file exports is its own affair.
 *
 * @throws StartError for a file that would not do what its name says
 */
export async function loadMigrations(): Promise<MigrationClass[]> {
  const files = (await readdir(FOLDER)).filter((file) => CODE.test(file)).sort()
  const loaded = await Promise.all(
    files.map(async (file) => {
      const module: Record<string, unknown> = await import(new URL(file, FOLDER).href)
      const migrations = Object.values(module).filter(isMigration)
      return { migrations, problem: problemOf(file, migrations) }
    }),
  )
  const problems = loaded.flatMap(({ problem }) => problem ?? [])
  if (problems.length > 0) throw new StartError(problems)
  return loaded.flatMap(({ migrations }) => migrations)
}

function isMigration(value: unknown): value is MigrationClass {
  if (typeof value !== 'function') return false
  const methods: unknown = value.prototype
  if (typeof methods !== 'object' || methods === null) return false
  return ['up', 'down'].every((name) => typeof Reflect.get(methods, name) === 'function')
}

function problemOf(file: string, migrations: readonly MigrationClass[]): string | null {
  const is = `src/database/migrations/${file}`
  if (!FILE_NAME.test(file)) {
    const looksLikeOne = migrations.length > 0 || /^\d/.test(file)
    return looksLikeOne ? `${is}: a migration is called <time in milliseconds>-<name>` : null
  }
  if (migrations.length === 0) return `${is}: exports no class with up and down`
  const unnamed = migrations.find((migration) => !CLASS_NAME.test(nameOf(migration)))
  return unnamed
    ? `${is}: ${nameOf(unnamed)} must end with the 13 digits that the name of the file begins with`
    : null
}

/** What TypeORM calls it. */
function nameOf(migration: MigrationClass): string {
  return new migration().name ?? migration.name
}
