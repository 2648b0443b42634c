import { type Declaration, importBlock, localName, readImports } from '../render/imports.js'
import type { Marked } from './markers.js'
import { mergeLines, type TextVersions } from './merge.js'

/** Stands for all imports of a module while the rest of it is merged. */
const PLACE = '// imports\n'

/**
 * Merges a module with its imports name by name: the formatter sorts them, so that a line of the owner's
 * and one of ours are next to each other though they have nothing to do with each other.
 *
 * @returns null where imports do not all stand together at the top, or two would have the same name
 */
export function mergeModule({ base, yours, theirs }: TextVersions): Marked | null {
  const [before, mine, next] = [moduleOf(base), moduleOf(yours), moduleOf(theirs)]
  if (!before || !mine || !next) return null
  const imports = mergedImports(before.imports, mine.imports, next.imports)
  if (imports === null) return null
  const rest = mergeLines({ base: before.rest, yours: mine.rest, theirs: next.rest })
  const [above = '', ...below] = rest.content.split(PLACE)
  if (below.length !== 1) return null
  const block = importBlock(imports)
  const first = linesIn(above)
  const added = linesIn(block) - 1
  return {
    content: [above, ...below].join(block),
    conflicts: rest.conflicts.map((line) => (line > first ? line + added : line)),
  }
}

function linesIn(text: string): number {
  return text.split('\n').length - 1
}

/** What a module imports, by where it comes from. Names of types begin with `type `. */
type Imports = ReadonlyMap<string, { head: string; names: readonly string[] }>

const NAME = /^(?:type )?[\w$]+(?: as [\w$]+)?$/

function moduleOf(code: string): { imports: Imports; rest: string } | null {
  const found = readImports(code)
  if (!found) return null
  const rest = code.replace(found.block, () => PLACE)
  if (/^import\b/m.test(rest)) return null
  const imports = new Map<string, { head: string; names: string[] }>()
  for (const { head, names, from, isType } of found.declarations) {
    // `import type name from` cannot be one with others, and comments would lose their place.
    if ((isType && head !== '') || !names.every((name) => NAME.test(name))) return null
    const known = imports.get(from) ?? { head: '', names: [] }
    if (known.head !== '' && head !== '') return null
    const all = isType ? names.map((name) => `type ${name}`) : names
    imports.set(from, { head: known.head + head, names: [...known.names, ...all] })
  }
  return { imports, rest }
}

function mergedImports(base: Imports, yours: Imports, theirs: Imports): Declaration[] | null {
  const sources = [...new Set([...theirs.keys(), ...yours.keys()])]
  const merged = sources.map((from): Declaration => {
    const importsOf = (imports: Imports) => imports.get(from) ?? NOTHING
    const [before, mine, next] = [importsOf(base), importsOf(yours), importsOf(theirs)]
    const head = mine.head === before.head ? next.head : mine.head
    const names = mergedNames(before.names, mine.names, next.names)
    return { head, names, from, isType: false }
  })
  const present = merged.filter(({ head, names }) => head !== '' || names.length > 0)
  const locals = present.flatMap(({ head, names }) => [...(head ? [head] : []), ...names])
  const isUnique = new Set(locals.map(localName)).size === locals.length
  return isUnique ? present : null
}

const NOTHING = { head: '', names: [] }

function mergedNames(
  base: readonly string[],
  yours: readonly string[],
  theirs: readonly string[],
): string[] {
  const names = theirs.filter((name) => yours.includes(name) || !base.includes(name))
  for (const name of yours) {
    if (base.includes(name) || names.includes(name)) continue
    const place = names.findIndex((other) => sortKey(other) > sortKey(name))
    names.splice(place < 0 ? names.length : place, 0, name)
  }
  return names
}

function sortKey(name: string): string {
  return name.replace(/^type /, '').toLowerCase()
}
