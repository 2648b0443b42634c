import { mergeJson } from './json-merge.js'
import { readText, writeText } from './text.js'

/**
 * A settings file rewritten for newer settings: only what has changed its name or form, key by key.
 *
 * @param text as the user wrote it
 * @param before what it says
 * @param after what it must say
 */
export function upgradedFile(text: string, before: object, after: object): string {
  const [base, theirs] = [before, after].map((content) => JSON.stringify(content, null, 2))
  const yours = readText(text)
  const merged = mergeJson({ base: base ?? '', yours: yours.content, theirs: theirs ?? '' })
  return merged ? writeText(merged.content, yours) : text
}
