import { resolve } from 'node:path'
import { z } from 'zod'

/** DATABASE_URL, as in `sqlite:./db.sqlite3`. */
export const databaseUrl = z
  .string()
  .startsWith('sqlite:', 'must be sqlite:FILE')
  .default('<%= database.url %>')

/** @returns the path of the file, which DATABASE_URL may give relative to the project */
export function locate(url: string, projectFolder: string): string {
  return resolve(projectFolder, url.slice('sqlite:'.length))
}
