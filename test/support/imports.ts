import { posix } from 'node:path'

/** Paths and texts of source files. */
export type Sources = ReadonlyMap<string, string>

/** What a file imports from beside it, types too, as paths. */
export function importsOf(path: string, text: string): string[] {
  return [...text.matchAll(/(?:from|import\() ?'(\.[^']+)\.js'/g)].map(([, to]) =>
    posix.join(posix.dirname(path), `${to}.ts`),
  )
}

/** The files that import each other in circles, and those that lie between two circles. */
export function circlesOf(sources: Sources): string[] {
  const arrows = [...sources].flatMap(([from, text]) =>
    importsOf(from, text)
      .filter((to) => sources.has(to))
      .map((to) => ({ from, to })),
  )
  return [...withoutEnds(arrows)].sort()
}

/** Who imports nothing, or is imported by no one, is in no circle; so are those who are left alone. */
function withoutEnds(arrows: { from: string; to: string }[]): Set<string> {
  const importing = new Set(arrows.map(({ from }) => from))
  const imported = new Set(arrows.map(({ to }) => to))
  const left = arrows.filter(({ from, to }) => imported.has(from) && importing.has(to))
  return left.length === arrows.length ? importing : withoutEnds(left)
}
