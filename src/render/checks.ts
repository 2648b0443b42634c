import type { RenderedFile } from './render.js'

/** @throws Error when the output of a run could not be what anybody wanted */
export function checkFiles(files: readonly RenderedFile[]): void {
  const seen = new Set<string>()
  for (const { path, content } of files) {
    if (path.startsWith('/') || path.split('/').includes('..')) {
      throw new Error(`${path} lies outside the project.`)
    }
    if (seen.has(path.toLowerCase())) throw new Error(`${path} is rendered twice.`)
    seen.add(path.toLowerCase())
    const leftOver = /<[%?][=_-]|undefined: |\[object Object\]/.exec(
      isTemplate(path) ? '' : content,
    )
    if (leftOver) throw new Error(`${path} holds "${leftOver[0]}".`)
  }
}

/** Mails are templates of the project itself: they hold tags of their own. */
function isTemplate(path: string): boolean {
  return path.endsWith('.ejs')
}
