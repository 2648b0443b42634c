import type { Project, RenderedFile } from '../render/render.js'

/** Where the base lies in a project; a POSIX path, like those of rendered files. */
export const BASE_PATH = '.graphql-auth/base.json'

interface BaseEntry {
  id: string
  kind: RenderedFile['kind']
  content?: string
}

/**
 * The base of later regenerations: what this run rendered, and from what.
 *
 * Only managed files carry their content: nothing else is ever merged. Secrets are left out whole,
 * since the base is committed.
 */
export function baseFile(project: Project, files: readonly RenderedFile[]): RenderedFile {
  const known = files.filter((file) => file.kind !== 'secret')
  const entries = known.map((file): [string, BaseEntry] => [file.path, baseEntry(file)])
  const base = {
    version: 1,
    generator: project.generatorVersion,
    options: { name: project.name, packageManager: project.packageManager },
    settings: project.settingsFile,
    files: Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))),
  }
  return {
    path: BASE_PATH,
    id: BASE_PATH,
    kind: 'managed',
    content: `${JSON.stringify(base, null, 2)}\n`,
  }
}

function baseEntry({ id, kind, content }: RenderedFile): BaseEntry {
  return kind === 'managed' ? { id, kind, content } : { id, kind }
}
