import type { RenderedFile } from './types.js'

/** What is left of a tag, or of a value that was none. */
const LEFT_OVER = /<[%?][=_-]|undefined: |\[object Object\]/g

/**
 * @param source what the files were rendered from: a text of the user's may hold what looks left over
 * @throws Error when the output of a run could not be what anybody wanted
 */
export function checkFiles(files: readonly RenderedFile[], source: object): void {
  const said = JSON.stringify(source)
  const seen = new Set<string>()
  for (const { path, content } of files) {
    if (path.startsWith('/') || path.split('/').includes('..')) {
      throw new Error(`${path} lies outside the project.`)
    }
    if (seen.has(path.toLowerCase())) throw new Error(`${path} is rendered twice.`)
    seen.add(path.toLowerCase())
    const found = isTemplate(path) ? [] : content.matchAll(LEFT_OVER)
    for (const [leftOver] of found) {
      if (!said.includes(leftOver)) throw new Error(`${path} holds "${leftOver}".`)
    }
  }
}

/** Mails are templates of the project itself: they hold tags of their own. */
function isTemplate(path: string): boolean {
  return path.endsWith('.ejs')
}
