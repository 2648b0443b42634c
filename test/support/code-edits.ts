import { packageMark, userLine } from './user-edits.js'

/** What owners add: code that compiles, in the middle of a list of ours or at its end. */
export const CODE_EDITS = ['mutation', 'query', 'field', 'getter', 'dependency'] as const

export type CodeEdit = (typeof CODE_EDITS)[number]

export function isCodeEdit(what: string): what is CodeEdit {
  return CODE_EDITS.some((one) => one === what)
}

/** The files of a project as text, by path. */
type Files = ReadonlyMap<string, string>

/** A list in a file of ours, whatever that is called. */
interface List {
  /** The line with which it begins; it ends with one that is indented no more. */
  begins: RegExp
  /** A line behind which another member may stand. */
  member: RegExp
}

const LISTS = {
  mutations: { begins: /^export const mutationFields: .* = \[$/, member: /^ {2}\w+,.*$/ },
  queries: { begins: /^ *(extend )?type Query \{$/, member: /^ +\w+(\(.*\))?: .*$/ },
  fields: { begins: /^ *type UserNode implements Node \{$/, member: /^ +\w+: .*$/ },
  queryResolvers: { begins: /^ *Query: \{$/, member: /^ {4,6}\S.*,$/ },
  fieldResolvers: { begins: /^export const UserNode = \{$/, member: /^ {2}\w+: .*,$/ },
  imports: { begins: /^import /, member: /^import .* from '.*'$/ },
  columns: { begins: /^export class User \{$/, member: /^ {2}\w+!: .*$/ },
  dependencies: { begins: /^ *"dependencies": \{$/, member: /^ +".*": ".*",?$/ },
} satisfies Record<string, List>

/**
 * Adds code to a project.
 *
 * @param at chooses a place
 * @param nextCount makes what is written different from all else
 * @returns the files that change; none where their owner has changed too much in them
 */
export function addCode(
  files: Files,
  what: CodeEdit,
  at: number,
  nextCount: () => number,
): Map<string, string> {
  const count = nextCount()
  const name = `user${count}`
  const mark = () => userLine(nextCount())
  const insertions: Record<CodeEdit, [List, string[]][]> = {
    mutation: [
      [LISTS.mutations, [`  ${name}, ${mark()}`]],
      [LISTS.imports, [`import { ${name} } from '../billing/${name}.js'`]],
    ],
    query: [
      [LISTS.queries, [`    ${name}: String # ${mark()}`]],
      [LISTS.queryResolvers, [`    ${name}: () => '${name}', ${mark()}`]],
    ],
    field: [
      [LISTS.fields, [`    ${name}: Int # ${mark()}`]],
      [LISTS.fieldResolvers, [`  ${name}: ({ id }: User) => id, ${mark()}`]],
    ],
    getter: [
      [
        LISTS.columns,
        ['', `  get ${name}(): string { ${mark()}`, '    return this.firstName', '  }'],
      ],
    ],
    dependency: [[LISTS.dependencies, [`    "${packageMark(count)}": "^1.0.0"`]]],
  }
  const own = [
    "import type { SchemaModule } from '../auth/schema-module.js'",
    `export const ${name}: SchemaModule = { ${mark()}`,
    `  typeDefs: 'type Mutation { ${name}: Boolean }',`,
    `  resolvers: { Mutation: { ${name}: () => true } },`,
    '}',
    '',
  ].join('\n')
  const changed = new Map(what === 'mutation' ? [[`src/billing/${name}.ts`, own]] : [])
  let last = ''
  for (const [list, lines] of insertions[what]) {
    const now = new Map([...files, ...changed])
    const searched = list === LISTS.imports ? [last] : [...files.keys()].filter(isOurs)
    const found = insert(
      new Map(searched.map((path) => [path, now.get(path) ?? ''])),
      list,
      at,
      lines,
    )
    if (!found) return new Map()
    changed.set(...found)
    last = found[0]
  }
  return changed
}

const PACKAGE_JSON = 'package.json'

function isOurs(path: string): boolean {
  return path === PACKAGE_JSON || /^src\/(?!billing\/).*\.ts$/.test(path)
}

/** The file with such a list, and its text with more in it; null where there is none. */
function insert(files: Files, list: List, at: number, added: string[]): [string, string] | null {
  for (const [path, text] of files) {
    const lines = text.split('\n')
    const bare = lines.map((line) => line.replace(/\r$/, ''))
    const places = membersOf(bare, list)
    const place = at % 3 === 0 ? places.at(-1) : places[at % places.length]
    if (place === undefined) continue
    if (path !== PACKAGE_JSON) return [path, lines.toSpliced(place + 1, 0, ...added).join('\n')]
    const [before = ''] = [bare[place]]
    const isLast = !before.endsWith(',')
    const pair = isLast ? [`${before},`, ...added] : [before, ...added.map((line) => `${line},`)]
    return [path, lines.toSpliced(place, 1, ...pair).join('\n')]
  }
  return null
}

/** The numbers of the lines behind which something may be added. */
function membersOf(lines: readonly string[], { begins, member }: List): number[] {
  const start = lines.findIndex((line) => begins.test(line))
  if (start < 0) return []
  const depth = indentOf(lines[start] ?? '')
  const length = lines
    .slice(start + 1)
    .findIndex((line) => line !== '' && indentOf(line) <= depth && !/^(import|\} from) /.test(line))
  const end = length < 0 ? lines.length : start + 1 + length
  return lines.flatMap((line, index) =>
    index >= start && index < end && member.test(line) ? [index] : [],
  )
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}
