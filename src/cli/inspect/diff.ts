import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff'
import { Failure } from '../../failure.js'
import { compareProject } from '../../project/compare/compare-project.js'
import { findProject, isProject } from '../../project/read/find-project.js'
import type { Change, Disk } from '../../regenerate/change.js'
import { lossNotes } from '../../regenerate/plan-changes.js'
import { LOOK_ONLY } from '../../regenerate/wishes.js'
import { EXIT } from '../exit-codes.js'
import { printableText } from '../terminal/printable.js'
import { tell, write } from '../terminal/streams.js'

/** How git and patch call a file that is not there. */
const NO_FILE = '/dev/null'

/**
 * `create-graphql-auth diff [directory] [path]`: what regenerate would change, as a unified diff.
 *
 * A single argument that is not a project is a path in the project of the working directory.
 *
 * @returns the exit code
 */
export async function diff(first = '.', second?: string): Promise<number> {
  const isPath = second === undefined && first !== '.' && !(await isProject(first))
  const [directory, path] = isPath ? ['.', first] : [first, second]
  const { changes, disk, notes, migration } = await compareProject(
    await findProject(directory),
    LOOK_ONLY,
    null,
  )
  const chosen = changes.filter(
    ({ path: place, renderedAt = place }) => isBelow(place, path) || isBelow(renderedAt, path),
  )
  if (chosen.length === 0)
    throw new Failure('usage', [`${path} is not a rendered file of this project`])
  tell(...[...notes, ...migration.problems, ...lossNotes(chosen)].map((note) => `note: ${note}`))
  const patches = chosen.map((change) => patchOf(change, disk)).join('')
  // A pipe gets every byte: what is applied elsewhere must be what was shown.
  await write(process.stdout, process.stdout.isTTY ? printableText(patches) : patches)
  return EXIT.done.code
}

/** A folder stands for all that is in it. */
function isBelow(path: string, chosen: string | undefined): boolean {
  if (chosen === undefined) return true
  const name = chosen.replaceAll('\\', '/').replace(/^(\.\/+)+|\/+$/g, '')
  return name === '' || name === '.' || path === name || path.startsWith(`${name}/`)
}

/** Nothing of a secret is shown. */
function patchOf({ kind, writes, deletes }: Change, disk: Disk): string {
  if (kind === 'secret') return ''
  return [
    ...deletes.map((path) => patch(path, textAt(disk, path), null)),
    ...writes.map(({ path, content }) => patch(path, textAt(disk, path), content)),
  ].join('')
}

function textAt(disk: Disk, path: string): string | null {
  return disk.get(path)?.text ?? null
}

function patch(path: string, before: string | null, after: string | null): string {
  const from = before === null ? NO_FILE : `a/${path}`
  const to = after === null ? NO_FILE : `b/${path}`
  return formatPatch(structuredPatch(from, to, before ?? '', after ?? ''), FILE_HEADERS_ONLY)
}
