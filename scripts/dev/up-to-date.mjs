import { mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What the server of the project makes, and what each render has in its own way. */
const LEFT_ALONE = /^(\.env|\.graphql-auth\/base\.json|db\.sqlite3.*|dist\/.*|node_modules\/.*)$/

const MIGRATION = /^src\/database\/migrations\/(?:\w+\/)?(\d{13})-initial\.ts$/

/**
 * Writes what a new render has changed into a project whose server watches its files.
 *
 * @param {string} project the directory of the project
 * @param {string} next that of the new render
 * @returns {{ changed: string[], hasOtherTables: boolean }} the paths that were written or removed
 */
export function bringUpToDate(project, next) {
  const before = filesOf(project)
  const after = atTheTimeOf(before, filesOf(next))
  const written = [...after].filter(([path, text]) => before.get(path) !== text)
  const removed = [...before.keys()].filter((path) => !after.has(path))
  for (const [path, text] of written) {
    mkdirSync(dirname(join(project, path)), { recursive: true })
    writeFileSync(join(project, path), text)
  }
  for (const path of removed) rmSync(join(project, path))
  const changed = [...written.map(([path]) => path), ...removed]
  // The server watches what it imports: templates of mails are read at a start.
  if (changed.length > 0) utimesSync(join(project, 'src/main.ts'), new Date(), new Date())
  return { changed, hasOtherTables: changed.some((path) => MIGRATION.test(path)) }
}

/** Every file by its path below the directory, except those that are left alone. */
function filesOf(directory) {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !LEFT_ALONE.test(path))
  return new Map(paths.map((path) => [path, readFileSync(join(directory, path), 'utf8')]))
}

/** The first migration is named after the moment of the render: it keeps that of the first one. */
function atTheTimeOf(before, after) {
  const [first, now] = [before, after].map((files) => timeOf(files))
  const timed = (text) => text.replaceAll(now, first)
  return new Map([...after].map(([path, text]) => [timed(path), timed(text)]))
}

function timeOf(files) {
  const [time] = [...files.keys()].flatMap((path) => MIGRATION.exec(path)?.[1] ?? [])
  return time
}
