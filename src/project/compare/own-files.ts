import type { Base } from '../../regenerate/base.js'
import type { Whereabouts } from '../../regenerate/find-again.js'
import { importsAmong, isCode } from '../../regenerate/imports.js'
import { renamedPaths } from '../../regenerate/renamed-paths.js'
import type { RenderedFile } from '../../render/types.js'
import { ignoredByGit } from '../change/tree-state.js'
import type { ProjectPlace } from '../read/find-project.js'
import { type DiskReading, readDisk } from '../read/read-disk.js'
import { searchProject } from '../read/search.js'

/** What is known of the files that we render before those of the owner's are sought. */
interface Known {
  base: Base | null
  next: readonly RenderedFile[]
  whereabouts: Whereabouts
}

/**
 * The code of the owner's that imports a file which is rendered elsewhere now, or not at all. Only
 * where there is such a file is anything searched.
 */
export async function findOwnFiles({ root }: ProjectPlace, known: Known): Promise<DiskReading> {
  const left = filesLeft(known)
  const own = left.size > 0 ? searchProject(root, isOwn(known)) : new Map<string, string>()
  const found = [...own]
    .filter(([path, text]) => importsAmong(path, text, left).length > 0)
    .map(([path]) => path)
  const ignored = new Set(await ignoredByGit(root, found))
  return readDisk(
    root,
    found.filter((path) => !ignored.has(path)),
  )
}

/** Places of last time in which nothing is rendered any more. */
function filesLeft({ base, next, whereabouts }: Known): ReadonlySet<string> {
  const now = new Set(next.map(({ path }) => path))
  const former = [...(base?.files.keys() ?? []), ...renamedPaths(base, next, whereabouts).keys()]
  return new Set(former.filter((path) => !now.has(path)))
}

/** Whether nothing that we render lies there. What was the owner's from the start counts as theirs. */
function isOwn({ base, next, whereabouts: { places } }: Known): (path: string) => boolean {
  const kept = [...(base?.files ?? [])].filter(([, { kind }]) => kind !== 'once')
  const rendered = [...kept.map(([path]) => path), ...next.flatMap(({ id, path }) => [id, path])]
  const ours = new Set<string>([...rendered, ...places.values()])
  return (path) => isCode(path) && !ours.has(path)
}
