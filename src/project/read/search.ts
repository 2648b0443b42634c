import { readdirSync, readFileSync, statSync } from 'node:fs'
import { posix } from 'node:path'
import { pathIn } from '../system/path-in.js'

/** Folders of other programs, and what is built. */
const FOREIGN = ['node_modules', 'dist', 'build', 'coverage']

/** In bytes: nothing that is rendered, and that people would move, is larger. */
const LARGEST = 256 * 1024

/**
 * The text files of a project, by path. What cannot be read is nothing that one could work on.
 *
 * @param root the project; links are not followed
 * @param isWanted tells by the path
 */
export function searchProject(
  root: string,
  isWanted: (path: string) => boolean,
): Map<string, string> {
  const paths = pathsBelow(root, '').filter(isWanted)
  return new Map(
    paths.flatMap((path): [string, string][] => {
      const text = readSmall(pathIn(root, path))
      return text === null ? [] : [[path, text]]
    }),
  )
}

function pathsBelow(root: string, folder: string): string[] {
  return entriesOf(pathIn(root, folder)).flatMap((entry) => {
    const path = posix.join(folder, entry.name)
    if (entry.isFile()) return [path]
    const isSearched = entry.isDirectory() && !/^\./.test(entry.name)
    return isSearched && !FOREIGN.includes(entry.name) ? pathsBelow(root, path) : []
  })
}

function entriesOf(directory: string) {
  try {
    return readdirSync(directory, { withFileTypes: true })
  } catch {
    return []
  }
}

function readSmall(path: string): string | null {
  try {
    return statSync(path).size > LARGEST ? null : readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
