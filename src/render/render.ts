import { checkFiles, requireOwnPath } from './checks.js'
import { fill, readVerbatim } from './engine.js'
import { type Entry, manifest } from './manifest.js'
import type { Project, RenderedFile } from './types.js'
import { makeView, type View } from './view.js'

/**
 * The files of a project. The same project gives the same bytes.
 *
 * @throws Failure for a module of the user's that is one of the project already
 * @throws Error for mistakes in blueprints
 */
export function render(project: Project): RenderedFile[] {
  const view = makeView(project)
  const entries = manifest(view)
  if (view.modules.hasOwnSerializer) requireOwnPath(view.modules.errorSerializerPath, entries)
  const files = entries.map((entry) => renderEntry(entry, view))
  checkFiles(files, project)
  return files
}

function renderEntry(entry: Entry, view: View): RenderedFile {
  const { path, id, absorbs, kind, mode, from, delimiter } = entry
  const content = delimiter === null ? readVerbatim(from) : fill({ path: from, delimiter }, view)
  return { path, id, absorbs, kind, content, ...(mode !== undefined && { mode }) }
}
