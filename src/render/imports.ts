import { bracketed } from './layout.js'

/** The import declarations of a module, which stand side by side at its top. */
const BLOCK = /^(?:import [^;'"]*? from '[^'\n]+'\n)+/m
const DECLARATION = /^import (type )?([^;'"{]*?)(?:\{([^}]*)\})? from '([^'\n]+)'\n/gm

/** What may hold a name without using it: comments and texts. Either may look as if it held the other. */
const SILENT = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/gm

/** An import declaration. */
export interface Declaration {
  /** A default or namespace import, with what separates it from the names; or ''. */
  head: string
  names: string[]
  from: string
  /** Whether the whole of it is an import of types. */
  isType: boolean
}

/**
 * Brings the imports of a rendered module into the form that the formatter and the linter of a
 * project ask for: only names that the module uses, sorted by where they come from. So a blueprint
 * imports all that it uses in any project.
 */
export function tidyImports(code: string): string {
  const [block] = BLOCK.exec(code) ?? []
  if (block === undefined) return code
  const used = code.replace(block, '').replace(SILENT, '')
  const declarations = declarationsIn(block)
    .map(({ head, names, ...rest }) => ({
      ...rest,
      head: isUsed(localName(head), used) ? head : '',
      names: names.filter((name) => isUsed(localName(name), used)),
    }))
    .filter(({ head, names }) => names.length > 0 || head !== '')
  return code.replace(block, () => importBlock(declarations))
}

/** The import declarations at the top of a module, as they stand there; null where there are none. */
export function readImports(code: string): { block: string; declarations: Declaration[] } | null {
  const [block] = BLOCK.exec(code) ?? []
  return block === undefined ? null : { block, declarations: declarationsIn(block) }
}

/** Import declarations as the formatter and the linter ask for them. */
export function importBlock(declarations: readonly Declaration[]): string {
  return declarations
    .toSorted((one, other) => compare(sortKey(one.from), sortKey(other.from)))
    .map(write)
    .join('')
}

function declarationsIn(block: string): Declaration[] {
  return [...block.matchAll(DECLARATION)].map(([, type, head = '', names, from = '']) => ({
    head: head.trim(),
    names: (names?.split(',') ?? []).map((name) => name.trim()).filter((name) => name !== ''),
    from,
    isType: type !== undefined,
  }))
}

/** `type User as Account` -> `Account`, `* as net` -> `net` */
export function localName(name: string): string {
  return /([\w$]+),?$/.exec(name)?.[1] ?? ''
}

/** Whether a name occurs other than as a member of something; that of a primitive type, as a call. */
function isUsed(name: string, code: string): boolean {
  if (name === '') return false
  const escaped = name.replaceAll('$', '\\$')
  const after = PRIMITIVE.test(name) ? '\\(' : '(?![\\w$]|\\??:)'
  return new RegExp(`(?<![\\w$]|(?<!\\.\\.)\\.)${escaped}${after}`).test(code)
}

const PRIMITIVE = /^(?:boolean|number|string|symbol|bigint|object)$/

/**
 * Modules of Node.js, then packages, then own modules, those of outer folders first. Biome sorts
 * `user.entity.js` before `user-status.entity.js`.
 */
function sortKey(from: string): string {
  if (from.startsWith('node:')) return `0${from}`
  return from.startsWith('.') ? `2${from.replaceAll('.', '!')}` : `1${from}`
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}

function write({ head, names, from, isType }: Declaration): string {
  const isOfTypes = isType || (head === '' && names.every((name) => name.startsWith('type ')))
  const shown = isOfTypes ? names.map((name) => name.replace(/^type /, '')) : names
  const before = `import ${isOfTypes ? 'type ' : ''}${head === '' ? '' : `${head} `}`
  const after = ` from '${from}'`
  if (shown.length === 0) return `${before.trimEnd()}${after}\n`
  return `${before}${bracketed('{}', shown, { before, after })}${after}\n`
}
