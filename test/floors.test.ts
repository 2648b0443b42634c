import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const SOURCE = fileURLToPath(new URL('../src', import.meta.url))

/** From the top down: a file imports from its own floor and from those below it. */
const FLOORS = ['cli', 'project', 'regenerate', 'render', 'model', 'settings']

const files = readdirSync(SOURCE, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.parentPath !== SOURCE)
  .map((entry) => join(entry.parentPath, entry.name))

function floorOf(path: string): number {
  return FLOORS.indexOf(relative(SOURCE, path).split('/')[0] ?? '')
}

function importsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8')
  return [...text.matchAll(/(?:from|import\() ?'(\.[^']+)'/g)].map(([, to]) =>
    join(dirname(path), to ?? ''),
  )
}

test('every file is on a floor', () => {
  expect(files.filter((path) => floorOf(path) === -1)).toEqual([])
})

test('no file imports from a floor above its own', () => {
  const upward = files.flatMap((path) =>
    importsOf(path)
      .filter((to) => floorOf(to) !== -1 && floorOf(to) < floorOf(path))
      .map((to) => `${relative(SOURCE, path)} -> ${relative(SOURCE, to)}`),
  )
  expect(upward).toEqual([])
})
