import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser'

/** Keys from the root to a member. */
export type Path = readonly string[]

/** A value as JSON text, cut out of a file that is indented by two spaces a level. */
export type Raw = string

const SOURCE_INDENT = '  '

/**
 * Sets a member, and leaves everything else as it is written: order, layout, comments.
 *
 * @param text JSON, comments and trailing commas allowed
 * @param path its object must be there
 * @param raw the value as text
 * @param order keys of the object in which a new member finds its place: behind the nearest before it
 */
export function setMember(text: string, path: Path, raw: Raw, order: readonly string[]): string {
  const object = objectAt(text, path.slice(0, -1))
  const value = findNodeAtLocation(root(text), [...path])
  if (value) return splice(text, value.offset, value.length, indented(raw, text, value.offset))
  const key = path.at(-1) ?? ''
  const before = order.slice(0, order.indexOf(key)).findLast((name) => propertyOf(object, name))
  const previous = before === undefined ? undefined : propertyOf(object, before)
  return insert(text, object, previous, `${JSON.stringify(key)}: ${raw}`)
}

/** Takes a member out, with a comment that stands between it and the next one. */
export function removeMember(text: string, path: Path): string {
  const [from, to] = rangeOf(text, path)
  return splice(text, from, to - from, '')
}

/** Whether a comment would go with a member. */
export function isCommented(text: string, path: Path): boolean {
  const [from, to] = rangeOf(text, path)
  return hasComment(text.slice(from, to))
}

/** What goes with a member: itself, a comma, and the space up to its neighbour. */
function rangeOf(text: string, path: Path): [number, number] {
  const object = objectAt(text, path.slice(0, -1))
  const property = propertyOf(object, path.at(-1) ?? '')
  if (!property) return [0, 0]
  const properties = object.children ?? []
  const previous = properties[properties.indexOf(property) - 1]
  const next = properties[properties.indexOf(property) + 1]
  const [from, to] = next
    ? [property.offset, next.offset]
    : [previous ? endOf(previous) : property.offset, endOf(property)]
  return [from, next ? to : (behindComma(text, to) ?? to)]
}

function hasComment(text: string): boolean {
  return /\/[/*]/.test(text.replace(/"(?:\\.|[^"\\])*"/g, '""'))
}

/** The text of a value. */
export function rawAt(text: string, path: Path): Raw {
  const node = findNodeAtLocation(root(text), [...path])
  return node ? text.slice(node.offset, endOf(node)) : ''
}

function insert(text: string, object: Node, previous: Node | undefined, member: string): string {
  const first = object.children?.[0]
  if (!first) return fillEmpty(text, object, member)
  const isMultiLine = text.slice(object.offset, first.offset).includes('\n')
  const gap = isMultiLine ? `\n${lineIndent(text, first.offset)}` : ' '
  const placed = indented(member, text, first.offset)
  if (!previous) return splice(text, first.offset, 0, `${placed},${gap}`)
  const end = endOf(previous)
  const comma = behindComma(text, end)
  const open = comma === null ? splice(text, end, 0, ',') : text
  const behind = comma ?? end + 1
  const place = isMultiLine ? endOfOwnLine(open, behind) : behind
  return splice(open, place, 0, `${gap}${placed}${comma === null ? '' : ','}`)
}

/** Where the comma ends that comes next, comments aside; null where something else does. */
function behindComma(text: string, offset: number): number | null {
  const found = /^(?:\s|\/\/.*(?:\n|$)|\/\*(?:(?!\*\/)[\s\S])*\*\/)*,/.exec(text.slice(offset))
  return found && offset + found[0].length
}

/** The end of the line, when nothing follows on it but comments; else the offset itself. */
function endOfOwnLine(text: string, offset: number): number {
  const line = endOfLine(text, offset)
  const isOver = /^([ \t]|\/\*((?!\*\/).)*\*\/)*(\/\/.*)?$/.test(text.slice(offset, line))
  return isOver ? line : offset
}

function fillEmpty(text: string, object: Node, member: string): string {
  const indent = lineIndent(text, object.offset)
  const inner = indent + indentUnit(text)
  const placed = `\n${inner}${laidOut(member, inner, indentUnit(text))}`
  const inside = text.slice(object.offset + 1, endOf(object) - 1).trimEnd()
  return splice(text, object.offset + 1, object.length - 2, `${placed}${inside}\n${indent}`)
}

/** A text laid out for the line on which it is put. */
function indented(raw: string, text: string, offset: number): string {
  return laidOut(raw, lineIndent(text, offset), indentUnit(text))
}

/** A text that was cut out of another, whose last line says how deep it stood there. */
function laidOut(raw: string, indent: string, unit: string): string {
  const lines = raw.split('\n')
  const own = spaces(lines.at(-1) ?? '')
  const place = (line: string) => {
    const depth = Math.max(0, spaces(line) - own) / SOURCE_INDENT.length
    return indent + unit.repeat(Math.floor(depth)) + line.trimStart()
  }
  return lines.map((line, index) => (index === 0 ? line : place(line))).join('\n')
}

function spaces(line: string): number {
  return line.length - line.trimStart().length
}

/** One level of indentation as this file has it. */
function indentUnit(text: string): string {
  return /^([ \t]+)\S/m.exec(text)?.[1] ?? SOURCE_INDENT
}

function lineIndent(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? ''
}

function objectAt(text: string, path: Path): Node {
  const node = findNodeAtLocation(root(text), [...path])
  if (node?.type !== 'object') throw new Error(`There is no object at ${path.join('.')}.`)
  return node
}

function root(text: string): Node {
  const node = parseTree(text, [], { allowTrailingComma: true })
  if (!node) throw new Error('The text is not JSON.')
  return node
}

function propertyOf(object: Node, key: string): Node | undefined {
  return object.children?.find((property) => property.children?.[0]?.value === key)
}

function endOf(node: Node): number {
  return node.offset + node.length
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end === -1 ? text.length : end
}

function splice(text: string, offset: number, length: number, insertion: string): string {
  return text.slice(0, offset) + insertion + text.slice(offset + length)
}
