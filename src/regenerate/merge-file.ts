import { mergeJson } from './json-merge.js'
import type { Marked } from './markers.js'
import { mergeLines, type TextVersions } from './merge.js'

/** Merges three versions of a file: JSON key by key, everything else line by line. */
export function mergeFile(path: string, versions: TextVersions): Marked {
  const merged = path.endsWith('.json') ? mergeJson(versions) : null
  return merged ?? mergeLines(versions)
}
