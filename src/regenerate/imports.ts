import { posix } from 'node:path'

/** Where the owner has moved files, by the paths under which they are rendered. */
export type Places = ReadonlyMap<string, string>

const CODE = /\.[cm]?[jt]sx?$/

/**
 * `from '…'`, `import '…'`, `import('…')`, `require('…')`, `vi.mock('…'` and its kind: paths from the
 * file that has them.
 */
const RELATIVE =
  /(\bfrom\s+|\bimport\s*\(?\s*|\b(?:require|mock|unmock|doMock|doUnmock|importActual|importMock)\(\s*|(?<=\bimport(?:Actual|Mock)<[^\n]*>)\(\s*)(['"])(\.{1,2}\/[^'"\n]+)\2/g

/** Whether a file can have imports. */
export function isCode(path: string): boolean {
  return CODE.test(path)
}

/**
 * A rendered file as it reads where its owner has it: what it imports is found from there, and where
 * that has been moved to.
 *
 * @param path under which it is rendered
 */
export function followMoves(path: string, content: string, places: Places): string {
  if (places.size === 0 || !isCode(path)) return content
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

/** A module that a file imports. */
export interface Import {
  /** As the file writes it. */
  specifier: string
  /** The file that is meant. */
  path: string
}

/** Which of some files a file imports. @param path where it is */
export function importsAmong(path: string, content: string, files: ReadonlySet<string>): Import[] {
  if (files.size === 0 || !isCode(path)) return []
  const specifiers = [...content.matchAll(RELATIVE)].map((match) => match[3] ?? '')
  return [...new Set(specifiers)].flatMap((specifier) =>
    sourcesOf(posix.join(posix.dirname(path), specifier))
      .filter((source) => files.has(source))
      .map((source) => ({ specifier, path: source })),
  )
}

/** TypeScript is imported under the name that it will have. */
function sourcesOf(target: string): string[] {
  return /js$/.test(target) ? [target, target.replace(/js$/, 'ts')] : [target]
}

function placeOf(target: string, places: Places): string | undefined {
  const [exact = target, source = target] = sourcesOf(target)
  return places.get(exact) ?? places.get(source)?.replace(/ts$/, 'js')
}

function specifierFrom(folder: string, target: string): string {
  const way = posix.relative(folder, target)
  return way.startsWith('.') ? way : `./${way}`
}
