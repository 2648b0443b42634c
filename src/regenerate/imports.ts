import { posix } from 'node:path'

/** Where the owner has moved files, by the paths under which they are rendered. */
export type Places = ReadonlyMap<string, string>

const CODE = /\.[cm]?[jt]s$/

/** `from '…'`, `import '…'`, `import('…')`, `vi.mock('…'`: paths from the file that has them. */
const RELATIVE = /(\bfrom\s+|\bimport\s*\(?\s*|\bmock\(\s*)(['"])(\.{1,2}\/[^'"\n]+)\2/g

/**
 * A rendered file as it reads where its owner has it: what it imports is found from there, and where
 * that has been moved to.
 *
 * @param path under which it is rendered
 */
export function followMoves(path: string, content: string, places: Places): string {
  if (places.size === 0 || !CODE.test(path)) return content
  const here = posix.dirname(places.get(path) ?? path)
  return content.replace(RELATIVE, (whole, before: string, quote: string, specifier: string) => {
    const target = posix.join(posix.dirname(path), specifier)
    const place = placeOf(target, places)
    if (place === undefined && !places.has(path)) return whole
    return `${before}${quote}${specifierFrom(here, place ?? target)}${quote}`
  })
}

/** A text in which every import is named without its folders: the same, wherever it lies. */
export function withoutFolders(content: string): string {
  return content.replace(
    RELATIVE,
    (_, before: string, quote: string, specifier: string) =>
      `${before}${quote}${posix.basename(specifier)}${quote}`,
  )
}

/** TypeScript is imported under the name that it will have. */
function placeOf(target: string, places: Places): string | undefined {
  return places.get(target) ?? places.get(target.replace(/js$/, 'ts'))?.replace(/ts$/, 'js')
}

function specifierFrom(folder: string, target: string): string {
  const way = posix.relative(folder, target)
  return way.startsWith('.') ? way : `./${way}`
}
