import { posix } from 'node:path'
import { sourcesOf } from './imports.js'

/** A place in a text that names a file. */
export interface Mention {
  /** From 1. */
  line: number
  /** The file that is meant. */
  path: string
}

/** Two names or more with a slash between them; with or without dots before. */
const PATH = /(?<![\w@.-])[\w@.-]+(?:\/[\w@.-]+){1,30}/g

/**
 * Where a text names one of some files by its path, from the text or from the project: each of them once.
 *
 * @param path of the text
 */
export function mentionsAmong(
  path: string,
  content: string,
  files: ReadonlySet<string>,
): Mention[] {
  if (files.size === 0) return []
  const mentions = new Map<string, Mention>()
  for (const { 0: found, index } of content.matchAll(PATH)) {
    const file = fileOf(path, found.replace(/\.+$/, ''), files)
    if (file === undefined || mentions.has(file)) continue
    mentions.set(file, { line: content.slice(0, index).split('\n').length, path: file })
  }
  return [...mentions.values()]
}

function fileOf(path: string, text: string, files: ReadonlySet<string>): string | undefined {
  const targets = [posix.normalize(text), posix.join(posix.dirname(path), text)]
  return targets
    .filter((_, index) => index === 0 || text.startsWith('.'))
    .flatMap(sourcesOf)
    .map(({ source }) => source)
    .find((source) => files.has(source))
}
