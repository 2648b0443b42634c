import { resolve } from 'node:path'
import { z } from 'zod'

/** DATABASE_URL, as in `sqlite:./db.sqlite3`. */
export const databaseUrl = z
  .string()
  .superRefine((url, { addIssue }) => {
    const message = problemOf(url)
    if (message) addIssue({ code: 'custom', message })
  })
  .default('sqlite:./db.sqlite3')

/** @returns the path of the file, which DATABASE_URL may give relative to the project */
export function locate(url: string, projectFolder: string): string {
  return resolve(projectFolder, url.slice(SCHEME.length))
}

/** Whether the connection is unencrypted: never for a file. */
export function isInTheClear(_file: string): boolean {
  return false
}

const SCHEME = 'sqlite:'

/** A URL that other programs interpret differently must not create a database in an unexpected place. */
function problemOf(url: string): string | null {
  if (!url.startsWith(SCHEME)) return 'must be sqlite:FILE'
  const file = url.slice(SCHEME.length)
  if (file.startsWith('//')) {
    const name = file.replace(/^[./]+/, '') || 'db.sqlite3'
    return (
      `programs interpret ${SCHEME}// differently: write ${SCHEME}./${name} for a file of this ` +
      `project, or ${SCHEME}/${name} for a path from the root`
    )
  }
  if (file === '' || file === ':memory:') {
    return `must be ${SCHEME}FILE: the connections of the server share a file`
  }
  if (file.startsWith('file:') || file.includes('?')) {
    return `must be ${SCHEME}FILE: options are not supported`
  }
  return /%[\da-f]{2}/i.test(file) ? 'is not URL-encoded: write a blank instead of %20' : null
}
