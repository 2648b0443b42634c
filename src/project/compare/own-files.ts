import { importsAmong, isCode } from '../../regenerate/imports.js'
import { mentionsAmong } from '../../regenerate/mentions.js'
import { leftBehind, type Rendering, renamedPaths } from '../../regenerate/renamed-paths.js'
import { ignoredByGit } from '../change/tree-state.js'
import type { ProjectPlace } from '../read/find-project.js'
import { type DiskReading, readDisk } from '../read/read-disk.js'
import { searchProject } from '../read/search.js'

/**
 * The code of the owner's that names a file which is rendered elsewhere now, or not at all. Only
 * where there is such a file is anything searched.
 */
export async function findOwnFiles({ root }: ProjectPlace, known: Rendering): Promise<DiskReading> {
  const left = filesLeft(known)
  const own = left.size > 0 ? searchProject(root, isOwn(known)) : new Map<string, string>()
  const found = [...own].filter(([path, text]) => names(path, text, left)).map(([path]) => path)
  const ignored = new Set(await ignoredByGit(root, found))
  return readDisk(
    root,
    found.filter((path) => !ignored.has(path)),
  )
}

function names(path: string, text: string, files: ReadonlySet<string>): boolean {
  return importsAmong(path, text, files).length + mentionsAmong(path, text, files).length > 0
}

/** Places of last time in which nothing is rendered any more. */
function filesLeft(known: Rendering): ReadonlySet<string> {
  const { base, next } = known
  const now = new Set(next.map(({ path }) => path))
  const former = [...(base?.files.keys() ?? []), ...renamedPaths(known).keys()]
  return new Set(former.filter((path) => !now.has(path)))
}

/** Whether nothing that we render lies there. What was the owner's from the start counts as theirs. */
function isOwn(known: Rendering): (path: string) => boolean {
  const { base, next, whereabouts } = known
  const left = leftBehind(known)
  const kept = [...(base?.files ?? [])].filter(([, { kind }]) => kind !== 'once')
  const rendered = [...kept.map(([path]) => path), ...next.flatMap(({ id, path }) => [id, path])]
  const ours = new Set<string>([...rendered, ...whereabouts.places.values()])
  return (path) => isCode(path) && (!ours.has(path) || left.has(path))
}
