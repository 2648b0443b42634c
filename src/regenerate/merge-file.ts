import { isCode } from './imports.js'
import { mergeJson } from './json-merge.js'
import type { Marked } from './markers.js'
import { mergeLines, type TextVersions } from './merge.js'
import { mergeModule } from './merge-imports.js'

/** Merges three versions of a file: JSON key by key, imports name by name, everything else line by line. */
export function mergeFile(path: string, versions: TextVersions): Marked {
  const merged = path.endsWith('.json') ? mergeJson(versions) : null
  return merged ?? (isCode(path) ? mergeCode(versions) : mergeLines(versions))
}

/** Imports are as their owner has laid them out, unless that brings about a conflict. */
function mergeCode(versions: TextVersions): Marked {
  const lines = mergeLines(versions)
  if (lines.conflicts.length === 0) return lines
  const modules = mergeModule(versions)
  return modules && modules.conflicts.length < lines.conflicts.length ? modules : lines
}
