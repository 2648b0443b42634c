import { posix } from 'node:path'
import { type Specifier, specifiersIn } from './specifiers.js'

/** Where the owner has moved files, by the paths under which they are rendered. */
export type Places = ReadonlyMap<string, string>

const CODE = /\.[cm]?[jt]sx?$/

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
  return withSpecifiers(content, ({ text }) => {
    const target = posix.join(posix.dirname(path), text)
    const place = placeOf(target, places)
    if (place === undefined && !places.has(path)) return text
    return specifierFrom(here, place ?? target)
  })
}

/** A text in which every import is named without its folders: the same, wherever it lies. */
export function withoutFolders(content: string): string {
  return withSpecifiers(content, ({ text }) => posix.basename(text))
}

function withSpecifiers(content: string, rewrite: (specifier: Specifier) => string): string {
  let [written, end] = ['', 0]
  for (const specifier of specifiersIn(content)) {
    written += content.slice(end, specifier.start) + rewrite(specifier)
    end = specifier.start + specifier.text.length
  }
  return written + content.slice(end)
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
  const specifiers = specifiersIn(content).map(({ text }) => text)
  return [...new Set(specifiers)].flatMap((specifier) =>
    sourcesOf(posix.join(posix.dirname(path), specifier))
      .filter(({ source }) => files.has(source))
      .map(({ source }) => ({ specifier, path: source })),
  )
}

/** A file that may be meant by a path. */
export interface Source {
  source: string
  /** The path under which another file would be named in the same way. */
  naming: (path: string) => string
}

/** TypeScript is imported under the name that it will have, or without an ending. */
export function sourcesOf(target: string): Source[] {
  const asIs = { source: target, naming: (path: string) => path }
  if (/js$/.test(target)) {
    const source = target.replace(/js$/, 'ts')
    return [asIs, { source, naming: (path) => path.replace(/ts$/, 'js') }]
  }
  if (CODE.test(target)) return [asIs]
  const naming = (path: string) => path.replace(CODE, '')
  const endings = ['.ts', '.tsx', '.js', '/index.ts', '/index.js']
  return [asIs, ...endings.map((ending) => ({ source: posix.normalize(target + ending), naming }))]
}

function placeOf(target: string, places: Places): string | undefined {
  for (const { source, naming } of sourcesOf(target)) {
    const place = places.get(source)
    if (place !== undefined) return naming(place)
  }
  return undefined
}

function specifierFrom(folder: string, target: string): string {
  const way = posix.relative(folder, target) || '.'
  const end = target.endsWith('/') ? '/' : ''
  return /^\.{1,2}(?:\/|$)/.test(way) ? way + end : `./${way}${end}`
}
