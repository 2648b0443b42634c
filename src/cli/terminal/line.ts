import type { Key } from 'node:readline'
import { printable } from './printable.js'
import { charactersOf } from './wrap.js'

/** A line that is being typed. */
export interface Line {
  text: string
  /** In units of the string. */
  cursor: number
}

type Edit = (line: Line) => Line

/** By `ctrl+`, `meta+` and the name of the key: what shells do. */
const EDITS: Record<string, Edit> = {
  backspace: (line) => cut(line, before(line), line.cursor),
  delete: (line) => cut(line, line.cursor, after(line)),
  left: (line) => ({ ...line, cursor: before(line) }),
  right: (line) => ({ ...line, cursor: after(line) }),
  home: (line) => ({ ...line, cursor: 0 }),
  end: (line) => ({ ...line, cursor: line.text.length }),
  'meta+b': (line) => ({ ...line, cursor: wordBefore(line) }),
  'meta+f': (line) => ({ ...line, cursor: wordAfter(line) }),
  'meta+d': (line) => cut(line, line.cursor, wordAfter(line)),
  'ctrl+w': (line) => cut(line, wordBefore(line), line.cursor),
  'ctrl+u': (line) => cut(line, 0, line.cursor),
  'ctrl+k': (line) => cut(line, line.cursor, line.text.length),
}

/** Other keys for the same. */
const SAME: Record<string, string> = {
  'ctrl+h': 'backspace',
  'ctrl+a': 'home',
  'ctrl+e': 'end',
  'ctrl+b': 'left',
  'ctrl+f': 'right',
  'ctrl+left': 'meta+b',
  'ctrl+right': 'meta+f',
  'meta+left': 'meta+b',
  'meta+right': 'meta+f',
  'meta+backspace': 'ctrl+w',
}

/**
 * The line after a key.
 *
 * @param typed what the key stands for, where it does
 * @returns null where the key neither edits nor stands for something that people see
 */
export function edit(line: Line, typed: string | undefined, key: Key): Line | null {
  const name = `${key.ctrl ? 'ctrl+' : ''}${key.meta ? 'meta+' : ''}${key.name ?? ''}`
  // Ctrl-D means the end only where there is nothing to delete.
  if (name === 'ctrl+d' && line.text !== '') return cut(line, line.cursor, after(line))
  const change = EDITS[SAME[name] ?? name]
  if (change) return change(line)
  if (key.ctrl || key.meta || !typed || printable(typed) !== typed) return null
  const { text, cursor } = line
  return {
    text: text.slice(0, cursor) + typed + text.slice(cursor),
    cursor: cursor + typed.length,
  }
}

function cut({ text }: Line, from: number, to: number): Line {
  return { text: text.slice(0, from) + text.slice(to), cursor: from }
}

function before({ text, cursor }: Line): number {
  return cursor - (charactersOf(text.slice(0, cursor)).at(-1)?.length ?? 0)
}

function after({ text, cursor }: Line): number {
  return cursor + (charactersOf(text.slice(cursor))[0]?.length ?? 0)
}

function wordBefore({ text, cursor }: Line): number {
  return text.slice(0, cursor).replace(/\S*\s*$/, '').length
}

function wordAfter({ text, cursor }: Line): number {
  return text.length - text.slice(cursor).replace(/^\s*\S*/, '').length
}
