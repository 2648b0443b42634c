import { extname } from 'node:path'
import { Failure } from '../../failure.js'
import type { Base } from '../../regenerate/base.js'
import type { Disk } from '../../regenerate/change.js'
import { findAgain, type Whereabouts } from '../../regenerate/find-again.js'
import { isSafePath } from '../../regenerate/paths.js'
import type { Wishes } from '../../regenerate/wishes.js'
import type { RenderedFile } from '../../render/types.js'
import { searchProject } from '../read/search.js'

/** Files that mean something only where they are. */
const BOUND = ['package.json']

/** What is put there is the owner's, and is never written. */
const OWN_FOLDER = 'src/own/'

/** What a search for moved files begins with. */
export interface Search {
  /** The project. */
  root: string
  base: Base | null
  rendered: readonly RenderedFile[]
  /** What lies where the base has it, or where it is rendered. */
  disk: Disk
}

/**
 * Where the files of the base are that do not lie in their places: where their owner says, where they
 * were last time, or where they are found again by what is in them.
 *
 * @throws Failure for paths that were given and cannot be
 */
export function whereaboutsOf(search: Search, wishes: Wishes): Whereabouts {
  refuseUnknownPaths('--restore', wishes.restored, search.rendered)
  refuseUnknownPaths('--deleted', wishes.deleted, search.rendered)
  const missing = missingFiles(search, wishes)
  const found = missing.size > 0 ? filesLike(search, missing) : new Map<string, string>()
  refuseMoves(wishes.moved, missing, found)
  const known = new Map<string, string>()
  for (const [path, place] of [...wishes.moved, ...remembered(search)]) {
    if (!missing.has(path) || !found.has(place) || !isOpen(place)) continue
    known.set(path, place)
    missing.delete(path)
    found.delete(place)
  }
  const { places, doubtful } = findAgain(missing, found, isOpen)
  return { places: new Map([...known, ...places]), doubtful }
}

/** Whether the generator may write there. */
function isOpen(place: string): boolean {
  return isSafePath(place) && !place.startsWith(OWN_FOLDER)
}

/** What was rendered and is not there, by path; of what its owner says is deleted nothing is sought. */
function missingFiles(search: Search, { moved, restored, deleted }: Wishes): Map<string, string> {
  const { base, rendered, disk } = search
  const pathNow = new Map(rendered.map(({ id, path }) => [id, path]))
  const decided = [...restored, ...deleted]
  return new Map(
    [...(base?.files ?? [])].flatMap(([path, { id, content, place }]): [string, string][] => {
      const now = pathNow.get(id) ?? path
      const isThere = disk.has(path) || disk.has(now)
      const isSought = moved.has(path) || (place !== null && !decided.includes(now))
      const isWanted = !isThere && isSought && !BOUND.includes(path)
      return isWanted && content !== undefined ? [[path, content]] : []
    }),
  )
}

/** Files of the owner's that are of a kind with those. */
function filesLike(
  { root, base, rendered }: Search,
  missing: ReadonlyMap<string, string>,
): Map<string, string> {
  const ours = new Set([...(base?.files.keys() ?? []), ...rendered.map(({ path }) => path)])
  const endings = new Set([...missing.keys()].map(extname))
  return searchProject(root, (path) => !ours.has(path) && endings.has(extname(path)))
}

function remembered({ base }: Search): [string, string][] {
  return [...(base?.files ?? [])].flatMap(([path, { place }]): [string, string][] =>
    typeof place === 'string' ? [[path, place]] : [],
  )
}

function refuseMoves(
  moved: ReadonlyMap<string, string>,
  missing: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
): void {
  const problems = [...moved].flatMap(([path, place]) => {
    if (!missing.has(path)) return [`--moved: ${path} is not a missing file of this project`]
    if (!found.has(place) || extname(path) !== extname(place)) {
      return [`--moved: ${place} is not one of your files that could contain ${path}`]
    }
    return isOpen(place)
      ? []
      : [
          `--moved: ${place} is a file that this program never writes; use --deleted ${path} to keep it yourself`,
        ]
  })
  if (problems.length > 0) throw new Failure('usage', problems)
}

function refuseUnknownPaths(
  flag: '--restore' | '--deleted',
  paths: readonly string[],
  rendered: readonly RenderedFile[],
): void {
  const problems = paths.flatMap((path) => {
    const file = rendered.find((one) => one.path === path)
    if (!file) return [`${flag}: ${path} is not a rendered file of this project`]
    if (flag === '--deleted' || file.kind !== 'append-only') return []
    return [`--restore: migrations are never rendered again; restore ${path} from git`]
  })
  if (problems.length > 0) throw new Failure('usage', problems)
}
