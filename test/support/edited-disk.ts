import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { addCode, CODE_EDITS, type CodeEdit, isCodeEdit } from './code-edits.js'
import { type Edit, isEditable, TEXT_EDITS, userLine, userLinesIn } from './user-edits.js'

/** A file as it lies on a disk. */
export interface FileOnDisk {
  /** Each byte as one character: not all that users have in files is text. */
  bytes: string
  mode: number
}

/** Every file of a project by path, but copies and what is installed; links to nothing are left out. */
export type Tree = ReadonlyMap<string, FileOnDisk>

/** What a user does to a project on a disk. */
export const DISK_EDITS = [
  ...(['insert', 'insert', 'insert', 'replace', 'delete line', 'add at the end'] as const),
  ...(['no newline at the end', 'line endings', 'byte order mark', 'script'] as const),
  ...(['delete file', 'new file', 'no text', 'executable', 'move', 'link'] as const),
  ...CODE_EDITS,
]

type What = (typeof DISK_EDITS)[number]

export type DiskEdit = Edit<What>

/** Where files go that users move, or put a link in the place of. */
export const MOVED = 'own/'

const BYTE_ORDER_MARK = '\u00EF\u00BB\u00BF'

export function treeOf(directory: string): Tree {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)))
    .filter((path) => !/^(node_modules$|\.graphql-auth\/backup\/)/.test(path))
  return new Map(
    paths.sort().flatMap((path): [string, FileOnDisk][] => {
      const found = statSync(join(directory, path), { throwIfNoEntry: false })
      if (!found) return []
      const bytes = readFileSync(join(directory, path), 'latin1')
      return [[path, { bytes, mode: found.mode & 0o777 }]]
    }),
  )
}

/** The lines of users, wherever they are. */
export function userLinesOf(tree: Tree): Set<string> {
  return new Set([...tree.values()].flatMap(({ bytes }) => userLinesIn(bytes)))
}

/** Edits a project on disk. @param nextCount makes what the user writes different from all else */
export function editOnDisk(
  directory: string,
  { what, file, at }: DiskEdit,
  nextCount: () => number,
  wanted: readonly string[],
): void {
  if (isCodeEdit(what)) {
    addCodeOnDisk(directory, what, at, nextCount)
    return
  }
  const count = nextCount()
  const line = userLine(count)
  const tree = treeOf(directory)
  const paths = [...tree.keys()].filter(isUsers)
  const path = what === 'script' ? 'package.json' : (paths[file % paths.length] ?? '')
  const full = join(directory, path)
  const bytes = tree.get(path)?.bytes
  if (bytes === undefined) return
  if (what === 'new file') addFile(directory, wanted[at % wanted.length] ?? '', line)
  else if (what === 'delete file') rmSync(full)
  else if (what === 'executable') chmodSync(full, 0o755)
  else if (what === 'move' || what === 'link') moveAway(directory, path, count, what === 'link')
  else writeFileSync(full, edited(what, bytes, at, line), 'latin1')
}

/** Adds code to a project on disk. @returns whether there was a place for it */
export function addCodeOnDisk(
  directory: string,
  what: CodeEdit,
  at: number,
  nextCount: () => number,
): boolean {
  const files = [...treeOf(directory)].map(([path, { bytes }]): [string, string] => [path, bytes])
  const changed = addCode(new Map(files), what, at, nextCount)
  for (const [path, bytes] of changed) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), bytes, 'latin1')
  }
  return changed.size > 0
}

function isUsers(path: string): boolean {
  return isEditable(path) && path !== 'graphql-auth.json' && !path.startsWith('.graphql-auth/')
}

type TextEdit = Exclude<
  What,
  CodeEdit | 'new file' | 'delete file' | 'executable' | 'move' | 'link'
>

function edited(what: TextEdit, bytes: string, at: number, line: string): string {
  if (what === 'no text') return `${bytes}\n${line}\u00FF\u0000`
  if (what === 'byte order mark') return BYTE_ORDER_MARK + bytes.replace(BYTE_ORDER_MARK, '')
  return TEXT_EDITS[what](bytes, at, line)
}

/** A file of the user's where one of other settings would go. */
function addFile(directory: string, path: string, line: string): void {
  const full = join(directory, path)
  if (lstatSync(full, { throwIfNoEntry: false })) return
  mkdirSync(dirname(full), { recursive: true })
  writeFileSync(full, `${line}\n`)
}

function moveAway(directory: string, path: string, count: number, isLinked: boolean): void {
  const from = join(directory, path)
  const to = join(directory, MOVED, `${count}-${basename(path)}`)
  mkdirSync(dirname(to), { recursive: true })
  renameSync(from, to)
  if (isLinked) symlinkSync(relative(dirname(from), to), from)
}
