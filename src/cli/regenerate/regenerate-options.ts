import { Failure } from '../../failure.js'
import type { YesOrNo } from '../../project/compare/ask-renames.js'
import type { Wishes } from '../../regenerate/wishes.js'
import { toCamelCase } from '../../settings/names.js'

/** The options of `regenerate` as commander reads them from the command line. */
export interface RegenerateOptions {
  rename?: string[]
  allowDestructive?: boolean
  restore?: string[]
  moved?: string[]
  deleted?: string[]
  allowDirty?: boolean
  dryRun?: boolean
  json?: boolean
}

/** What `regenerate` was asked to do. */
export interface Request extends Wishes {
  /** The git tree may have uncommitted changes. */
  allowDirty: boolean
  dryRun: boolean
  json: boolean
  /** Null where there is no one to ask. */
  ask: YesOrNo | null
}

/** One row is a flag of `regenerate`, its line of help and its row in the README. */
export const REGENERATE_OPTIONS = [
  { flag: '--dry-run', help: 'show what would change; write nothing', isList: false },
  {
    flag: '--json',
    help: 'print only JSON on stdout: the plan or the result',
    isList: false,
  },
  {
    flag: '--rename <old=new>',
    help: 'a field of the user model was renamed (repeatable)',
    isList: true,
  },
  {
    flag: '--allow-destructive',
    help: 'allow columns to be dropped, narrowed or made unique',
    isList: false,
  },
  {
    flag: '--restore <path>',
    help: 'restore a file that you deleted (repeatable)',
    isList: true,
  },
  {
    flag: '--moved <old=new>',
    help: 'the new place of a moved file that is not found automatically (repeatable)',
    isList: true,
  },
  {
    flag: '--deleted <path>',
    help: 'leave a file deleted although it has new content (repeatable)',
    isList: true,
  },
  { flag: '--allow-dirty', help: 'allow uncommitted changes', isList: false },
] as const

/**
 * @param ask how to ask on the terminal; null without one
 * @throws Failure with every value that cannot be read
 */
export function readRequest(options: RegenerateOptions, ask: YesOrNo | null): Request {
  const { rename = [], restore = [], moved = [], deleted = [] } = options
  const pairs = rename.map((text) => ({ text, pair: readRename(text) }))
  const moves = moved.map((text) => ({ text, pair: readMove(text) }))
  const problems = [
    ...moves.flatMap(({ text, pair }) =>
      pair ? [] : [`--moved: "${text}" must be OLD=NEW, the former and the new path of a file`],
    ),
    ...pairs.flatMap(({ text, pair }) =>
      pair ? [] : [`--rename: "${text}" must be OLD=NEW, the names of two fields`],
    ),
    ...repeated(pairs.flatMap(({ pair }) => (pair ? [pair[0]] : []))),
    ...repeated(pairs.flatMap(({ pair }) => (pair ? [pair[1]] : []))),
  ]
  if (problems.length > 0) throw new Failure('usage', problems)
  return {
    renames: new Map(pairs.flatMap(({ pair }) => (pair ? [pair] : []))),
    allowDestructive: options.allowDestructive === true,
    restored: restore.map(withSlashes),
    moved: new Map(moves.flatMap(({ pair }) => (pair ? [pair] : []))),
    deleted: deleted.map(withSlashes),
    allowDirty: options.allowDirty === true,
    dryRun: options.dryRun === true,
    json: options.json === true,
    ask: options.json === true ? null : ask,
  }
}

function readRename(text: string): [string, string] | null {
  const [, from, to] = /^([A-Za-z]\w*)=([A-Za-z]\w*)$/.exec(text) ?? []
  if (from === undefined || to === undefined || from === to) return null
  return [toCamelCase(from), toCamelCase(to)]
}

function readMove(text: string): [string, string] | null {
  const [, from, to] = /^([^=]+)=([^=]+)$/.exec(text) ?? []
  return from === undefined || to === undefined ? null : [withSlashes(from), withSlashes(to)]
}

/** A path as the project has it. */
function withSlashes(path: string): string {
  return path.replaceAll('\\', '/').replace(/^(\.\/+)+/, '')
}

function repeated(names: readonly string[]): string[] {
  const found = names.filter((name, index) => names.indexOf(name) !== index)
  return [...new Set(found)].map((name) => `--rename: "${name}" is given twice`)
}
