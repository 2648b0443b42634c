import { readdir } from 'node:fs/promises'
import type { MigrationInterface } from 'typeorm'

const FOLDER = new URL('./<%= migration.folder %>/', import.meta.url)
const MIGRATION_FILE = /^\d+-.+\.[jt]s$/

type MigrationClass = new () => MigrationInterface

/** Every migration in the folder, by the timestamp its file name starts with. */
export async function loadMigrations(): Promise<MigrationClass[]> {
  const files = (await readdir(FOLDER)).filter((file) => MIGRATION_FILE.test(file)).sort()
  const modules: Record<string, MigrationClass>[] = await Promise.all(
    files.map((file) => import(new URL(file, FOLDER).href)),
  )
  return modules.flatMap((module) => Object.values(module))
}
