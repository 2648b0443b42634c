import type { RenderedFile } from '../render/types.js'
import type { Base } from './base.js'
import type { Disk } from './change.js'
import type { Whereabouts } from './find-again.js'
import type { Places } from './imports.js'

/** What was rendered last time, what is rendered now, and what is there. */
export interface Rendering {
  base: Base | null
  next: readonly RenderedFile[]
  whereabouts: Pick<Whereabouts, 'places'>
  disk: Disk
}

/** A file of last time that is a part of another one now. */
export interface Part {
  /** Where it was rendered. */
  path: string
  /** Where its code is now. */
  into: string
}

/** Under which path each file was rendered last time; the same as now for what is new. */
export function formerPaths(
  base: Base | null,
  next: readonly RenderedFile[],
): ReadonlyMap<RenderedFile, string> {
  const pathOf = new Map([...(base?.files ?? [])].map(([path, { id }]) => [id, path]))
  return new Map(next.map((file) => [file, pathOf.get(file.id) ?? file.path]))
}

/** The files of last time that are a part of another one now. */
export function partsOf(base: Base | null, next: readonly RenderedFile[]): Part[] {
  const stays = new Set(formerPaths(base, next).values())
  return next.flatMap(({ absorbs = [], path: into }) =>
    absorbs
      .filter((path) => base?.files.has(path) && !stays.has(path))
      .map((path) => ({ path, into })),
  )
}

/**
 * Files that stay where they are although they are rendered elsewhere now, because something is there
 * already: old -> new. Of the owner's own files only: of others, both versions are in the new place.
 */
export function leftBehind({ base, next, disk }: Rendering): Places {
  return new Map(
    [...formerPaths(base, next)].flatMap(([{ path }, from]): [string, string][] => {
      const isOwned = base?.files.get(from)?.kind === 'once'
      return isOwned && from !== path && disk.has(from) && disk.has(path) ? [[from, path]] : []
    }),
  )
}

/**
 * Where the code of files is now that is rendered under another path than last time: old -> new. What
 * its owner has moved stays where they have it, unless it is a part of another file now.
 */
export function renamedPaths(rendering: Rendering): Places {
  const { base, next, whereabouts } = rendering
  const { places } = whereabouts
  const left = leftBehind(rendering)
  const renamed = [...formerPaths(base, next)].flatMap(([{ path }, from]): [string, string][] =>
    from === path || places.has(from) || left.has(from) ? [] : [[from, path]],
  )
  const parts = partsOf(base, next).map(({ path, into }): [string, string] => [
    places.get(path) ?? path,
    into,
  ])
  return new Map([...renamed, ...parts])
}
