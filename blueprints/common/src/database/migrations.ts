import { readdir } from 'node:fs/promises'
import type { MigrationInterface } from 'typeorm'
import { StartError } from '../errors/start-error.js'

/** Where `npm run migration:generate` writes to, from the folder of the sources. */
export const OWN_FOLDER = 'own/migrations/<%= database.name %>'

/** What is said where the tables are not those of the code. */
export const NOT_UP_TO_DATE = 'The database is not up to date: run `npm run migrate`'

/** Those of the generator, and those for tables of your own. */
const FOLDERS = ['database/<%= migration.folder %>', OWN_FOLDER]
const CODE = /(?<!\.d|\.test|\.spec)\.[jt]s$/
/** The time in milliseconds, in the name of a file and of its class. */
const FILE_NAME = /^\d{13}-.+/
const CLASS_NAME = /\d{13}$/

export type MigrationClass = new () => MigrationInterface

/**
 * Every migration in the folders. What else a file exports is its own affair.
 *
 * @throws StartError for a file that would not do what its name says
 */
export async function loadMigrations(): Promise<MigrationClass[]> {
  const loaded = (await Promise.all(FOLDERS.map(loadFolder))).flat()
  const problems = loaded.flatMap(({ problem }) => problem ?? [])
  if (problems.length > 0) throw new StartError(problems)
  return loaded.flatMap(({ migrations }) => migrations)
}

async function loadFolder(path: string) {
  const folder = new URL(`../${path}/`, import.meta.url)
  const files = (await filesIn(folder)).filter((file) => CODE.test(file)).sort()
  return Promise.all(
    files.map(async (file) => {
      const module: Record<string, unknown> = await import(new URL(file, folder).href)
      const migrations = Object.values(module).filter(isMigration)
      return { migrations, problem: problemOf(`src/${path}`, file, migrations) }
    }),
  )
}

/** Tables of one's own are not in every project, and neither is a folder for them. */
async function filesIn(folder: URL): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

/** When a new migration comes: behind all others. */
export function nextTimestamp(migrations: readonly MigrationClass[]): number {
  const times = migrations.map((migration) => Number(CLASS_NAME.exec(nameOf(migration))?.[0] ?? 0))
  return Math.max(Date.now(), ...times.map((time) => time + 1))
}

function isMigration(value: unknown): value is MigrationClass {
  if (typeof value !== 'function') return false
  const methods: unknown = value.prototype
  if (typeof methods !== 'object' || methods === null) return false
  return ['up', 'down'].every((name) => typeof Reflect.get(methods, name) === 'function')
}

function problemOf(
  folder: string,
  file: string,
  migrations: readonly MigrationClass[],
): string | null {
  const is = `${folder}/${file}`
  if (!FILE_NAME.test(file)) {
    const looksLikeOne = migrations.length > 0 || /^\d/.test(file)
    return looksLikeOne ? `${is}: a migration is named <time in milliseconds>-<name>` : null
  }
  if (migrations.length === 0) return `${is}: exports no class with up and down`
  const unnamed = migrations.find((migration) => !CLASS_NAME.test(nameOf(migration)))
  return unnamed
    ? `${is}: ${nameOf(unnamed)} must end with the 13 digits at the beginning of the file name`
    : null
}

/** Its name in TypeORM. */
function nameOf(migration: MigrationClass): string {
  return new migration().name ?? migration.name
}
