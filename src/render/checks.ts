import { Failure } from '../failure.js'
import type { RenderedFile } from './types.js'

/** What is left of a tag, or of a value that was none. */
const LEFT_OVER = /<[%?][=_-]|undefined: |\[object Object\]/g

/** A template that the README shows. */
const SHOWN_TEMPLATE = /^```ejs\n.*?^```$/gms

/**
 * @param source what the files were rendered from: a text of the user's may hold what looks left over
 * @throws Error when the output of a run could not be what anyone wanted
 */
export function checkFiles(files: readonly RenderedFile[], source: object): void {
  const said = JSON.stringify(source)
  const seen = new Set<string>()
  for (const { path, content } of files) {
    if (path.startsWith('/') || path.split('/').includes('..')) {
      throw new Error(`${path} is outside the project.`)
    }
    if (seen.has(path.toLowerCase())) throw new Error(`${path} is rendered twice.`)
    seen.add(path.toLowerCase())
    const found = isTemplate(path) ? [] : content.replace(SHOWN_TEMPLATE, '').matchAll(LEFT_OVER)
    for (const [leftOver] of found) {
      if (!said.includes(leftOver)) throw new Error(`${path} contains "${leftOver}".`)
    }
  }
}

/**
 * @param path of the owner's serializer of errors, which must not be another file of the project
 * @throws Failure for one that is
 */
export function requireOwnPath(path: string, entries: readonly Pick<RenderedFile, 'path'>[]): void {
  const same = entries.filter((entry) => entry.path.toLowerCase() === path.toLowerCase())
  if (same.length < 2) return
  const advice = 'name a file that does not exist yet, such as "src/errors.ts"'
  throw new Failure('usage', [
    `GRAPHQL_AUTH.CUSTOM_ERROR_TYPE: ${path} is already a file of the project; ${advice}`,
  ])
}

/** Mails are templates of the project itself: they hold tags of their own. */
function isTemplate(path: string): boolean {
  return path.endsWith('.ejs')
}
