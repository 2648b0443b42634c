import { GONE_FILES } from '../render/moved-files.js'
import type { Change, Disk } from './change.js'
import { followMoves, importsAmong, isCode, type Places } from './imports.js'
import { mentionsAmong } from './mentions.js'
import { isSafePath } from './paths.js'

/**
 * What happens to files of the owner's that import what is rendered elsewhere now: they import it from
 * there, as after a rename in an editor.
 */
export function followInOwnFiles(own: Disk, renames: Places): Change[] {
  return [...own].flatMap(([path, { text, mode }]): Change[] => {
    const content = followMoves(path, text ?? '', renames)
    if (text === null || content === text || !isSafePath(path)) return []
    return [
      {
        path,
        kind: 'once',
        action: 'update',
        state: 'outdated',
        isOnlyImports: true,
        writes: [{ path, content, mode }],
        deletes: [],
        conflicts: [],
        entry: null,
      },
    ]
  })
}

/**
 * What a run leaves to the owner where code of theirs names a file of ours that is gone or elsewhere, one
 * line each: imports that lead nowhere, and what names a file in another way than by an import.
 *
 * @param own code of the owner's
 */
export function importNotes(
  own: Disk,
  disk: Disk,
  changes: readonly Change[],
  renames: Places,
): string[] {
  const deleted = changes.flatMap(({ deletes }) => deletes)
  const gone = new Set(deleted.filter((path) => !renames.has(path)))
  const left = new Set(
    changes.flatMap(({ path, deletes }) => (deletes.includes(path) ? [] : [path])),
  )
  const moved = new Set([...renames.keys()].filter((path) => !left.has(path)))
  const theirs = [...own].map(([path, { text }]): [string, string] => [path, text ?? ''])
  const all = [...theirs, ...editedTexts(changes, disk)]
  return [
    ...theirs
      .filter(([path]) => !isSafePath(path))
      .flatMap(([path, text]) =>
        importsAmong(path, text, new Set(renames.keys())).map(
          ({ specifier, path: source }) =>
            `${path} imports ${specifier}, which is ${renames.get(source)} now; change it there: files of such a name are not written`,
        ),
      ),
    ...all.flatMap(([path, text]) =>
      importsAmong(path, text, gone).map(
        ({ specifier, path: source }) =>
          `${path} imports ${specifier}, but ${source} is no longer part of the project; ${GONE_FILES[source] ?? COPY}`,
      ),
    ),
    ...all.flatMap(([path, text]) =>
      mentionsAmong(path, followMoves(path, text, renames), moved).map(
        ({ line, path: source }) =>
          `${path}:${line} mentions ${source}, which is ${renames.get(source)} now`,
      ),
    ),
  ]
}

const COPY = 'put what you need of it into a file of yours, and import that'

/** Files that we render, with what their owner has made of them. */
function editedTexts(changes: readonly Change[], disk: Disk): [string, string][] {
  return changes.flatMap(({ path, kind, action, state, writes }): [string, string][] => {
    const text = writes.find((write) => write.path === path)?.content ?? disk.get(path)?.text
    const isEdited = state === 'edited' || action === 'merge' || action === 'conflict'
    return (isEdited || (kind === 'once' && isCode(path))) && text ? [[path, text]] : []
  })
}
