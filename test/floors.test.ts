import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { circlesOf, importsOf } from './support/imports.js'

const SOURCE = fileURLToPath(new URL('../src', import.meta.url))

/**
 * From the top down, the rooms of a floor in one row. A file imports from its own room and from the
 * floors below it: rooms of the same floor do not know each other.
 */
const FLOORS = [
  ['cli/main.ts'],
  ['cli/program.ts'],
  ['cli/create', 'cli/regenerate', 'cli/inspect'],
  ['cli/terminal', 'cli/exit-codes.ts', 'cli/npm-flags.ts'],
  ['project/compare'],
  ['project/create', 'project/finish', 'project/change'],
  ['project/read'],
  ['project/settings-file.ts', 'project/name.ts', 'project/secret.ts'],
  ['project/system'],
  ['regenerate'],
  ['render'],
  ['model'],
  ['settings/read'],
  ['settings/checks'],
  ['settings/table'],
  ['settings'],
  ['failure.ts', 'version.ts'],
  // Rendered projects have the same files: they import nothing else.
  ['settings/values'],
]

const sources = new Map(
  readdirSync(SOURCE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(SOURCE, path).replaceAll(sep, '/'), readFileSync(path, 'utf8')]),
)

/** The room of a file, which may be the file itself. Files of a folder with shelves have one of their own. */
function roomOf(path: string): string | undefined {
  return FLOORS.flat()
    .filter((room) => path === room || path.startsWith(`${room}/`))
    .sort((one, other) => other.length - one.length)[0]
}

function floorOf(room: string): number {
  return FLOORS.findIndex((rooms) => rooms.includes(room))
}

test('every file is on a floor', () => {
  expect([...sources.keys()].filter((path) => roomOf(path) === undefined)).toEqual([])
})

test('every room has a file', () => {
  const rooms = new Set([...sources.keys()].map(roomOf))
  expect(FLOORS.flat().filter((room) => !rooms.has(room))).toEqual([])
})

test('a file imports from its own room and from the floors below only', () => {
  const forbidden = [...sources].flatMap(([path, text]) => {
    const from = roomOf(path) ?? ''
    return importsOf(path, text)
      .map((to) => ({ to, room: roomOf(to) }))
      .filter(({ room }) => room !== undefined && room !== from && floorOf(room) <= floorOf(from))
      .map(({ to }) => `${path} -> ${to}`)
  })
  expect(forbidden).toEqual([])
})

test('no files import each other in a circle', () => {
  expect(circlesOf(sources)).toEqual([])
})
