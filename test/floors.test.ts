import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { circlesOf, importsOf } from './support/imports.js'

const SOURCE = fileURLToPath(new URL('../src', import.meta.url))

/** From the top down: a file imports from its own floor and from those below it. */
const FLOORS = ['cli', 'project', 'regenerate', 'render', 'model', 'settings']

const sources = new Map(
  readdirSync(SOURCE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.parentPath !== SOURCE)
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(SOURCE, path).replaceAll(sep, '/'), readFileSync(path, 'utf8')]),
)

function floorOf(path: string): number {
  return FLOORS.indexOf(path.split('/')[0] ?? '')
}

test('every file is on a floor', () => {
  expect([...sources.keys()].filter((path) => floorOf(path) === -1)).toEqual([])
})

test('no file imports from a floor above its own', () => {
  const upward = [...sources].flatMap(([path, text]) =>
    importsOf(path, text)
      .filter((to) => floorOf(to) !== -1 && floorOf(to) < floorOf(path))
      .map((to) => `${path} -> ${to}`),
  )
  expect(upward).toEqual([])
})

test('no files import each other in a circle', () => {
  expect(circlesOf(sources)).toEqual([])
})
