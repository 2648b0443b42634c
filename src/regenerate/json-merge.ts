import { type Node, type ParseError, parse, parseTree } from 'jsonc-parser'
import { isTextList } from '../settings/text-list.js'
import { isRecord } from '../settings/values/json.js'
import { type MemberChange, memberChanges } from './json-changes.js'
import { isCommented, rawAt, removeMember, setMember } from './json-edit.js'
import { bothVersions, type Marked } from './markers.js'
import type { TextVersions } from './merge.js'

/** In characters, read again for each change: what takes longer is merged line by line. */
const MOST_READING = 10_000_000

/** In brackets: four times as many as the largest file has. */
const DEEPEST = 2_000

/** The line width of rendered files: that of their formatter. */
const WIDTH = 100

/**
 * Merges JSON key by key: order, layout and comments stay those of the user.
 *
 * Where both sides changed the same key, both versions of it are marked, as in any other text.
 *
 * @returns null where one of the versions is not a JSON object, or says something twice
 */
export function mergeJson({ base, yours, theirs }: TextVersions): Marked | null {
  const [b, y, t] = [base, yours, theirs].map(members)
  if (!b || !y || !t) return null
  const found = memberChanges(b, y, t)
  if (found.length * yours.length > MOST_READING) return null
  const changes = found.map((change) => withComment(yours, change))
  const merged = applied(
    yours,
    changes.filter((change) => !change.isConflict),
    theirs,
  )
  return bothVersions(
    merged,
    applied(
      merged,
      changes.filter((change) => change.isConflict),
      theirs,
    ),
  )
}

/** A member with a comment is more than its value: the user decides about it. */
function withComment(yours: string, change: MemberChange): MemberChange {
  return { ...change, isConflict: change.isConflict || isCommented(yours, change.path) }
}

function applied(text: string, changes: readonly MemberChange[], theirs: string): string {
  return changes.reduce(
    (current, { path, value }) =>
      value === undefined
        ? removeMember(current, path)
        : setMember(
            current,
            path,
            rawValue(current, { path, value }, theirs),
            siblings(theirs, path),
          ),
    text,
  )
}

/** As the rendered version lays it out; what only the merge has is laid out here. */
function rawValue(
  text: string,
  { path, value }: Pick<MemberChange, 'path' | 'value'>,
  theirs: string,
): string {
  const raw = rawAt(theirs, path)
  if (JSON.stringify(parse(raw)) === JSON.stringify(value) || !isTextList(value)) return raw
  const items = value.map((item) => JSON.stringify(item))
  const oneLine = `[${items.join(', ')}]`
  const isOpen = rawAt(text, path).includes('\n')
  const room = WIDTH - 2 * path.length - (path.at(-1) ?? '').length
  if (!isOpen && oneLine.length < room) return oneLine
  return `[\n${items.map((item) => `  ${item}`).join(',\n')}\n]`
}

function siblings(text: string, path: readonly string[]): string[] {
  const object: unknown = parse(rawAt(text, path.slice(0, -1)) || text)
  return isRecord(object) ? Object.keys(object) : []
}

function members(text: string): Record<string, unknown> | null {
  if (isTooDeep(text)) return null
  const errors: ParseError[] = []
  const value: unknown = parse(text, errors, { allowTrailingComma: true })
  if (errors.length > 0 || !isRecord(value)) return null
  const tree = parseTree(text, [], { allowTrailingComma: true })
  return tree && hasTwins(tree) ? null : value
}

/** Whether a text could be nested deeper than what goes through it has stack; texts in it count too. */
function isTooDeep(text: string): boolean {
  return (text.match(/[{[]/g)?.length ?? 0) > DEEPEST
}

/** Whether an object has a key twice: programs take the last one, and only its owner knows why. */
function hasTwins({ type, children = [] }: Node): boolean {
  const keys = type === 'object' ? children.map((member) => member.children?.[0]?.value) : []
  return new Set(keys).size < keys.length || children.some(hasTwins)
}
