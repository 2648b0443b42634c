import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { render } from '../../src/render/render.js'
import { FLAVORS } from '../../src/settings/types.js'
import { projectWith } from '../support/settings.js'
import { projectOf, SHAPES } from '../support/shapes.js'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** The number of a promise, as SECURITY.md lists it and comments name it. */
const NUMBER = /\bS\d{1,2}\b/g

/** Documents that no project and no clone has. */
const UNREACHABLE = /\b(wire|security|settings|design)\.md\b|\bspec\/|\bcontract\b(?!\/)/

const kinds = FLAVORS.flatMap((flavor) =>
  Object.keys(SHAPES).map((shape): [string, (typeof FLAVORS)[number]] => [shape, flavor]),
)

/** The promises of a SECURITY.md: their numbers, and the tests that each names. */
function promisesOf(page: string): Map<string, string[]> {
  const items = page.matchAll(/^- \*\*(S\d+)\*\* (.+(?:\n {2}.+)*)/gm)
  return new Map(
    [...items].map(([, number = '', text = '']) => [
      number,
      [...text.matchAll(/`(test\/[^`]+\.test\.ts)`/g)].map(([, path = '']) => path),
    ]),
  )
}

/** The lines of a text in which something stands. */
function linesWith(text: string, pattern: RegExp): string[] {
  return text.split('\n').filter((line) => pattern.test(line))
}

/** The files of this repository below a folder, with their contents. */
function textsBelow(folder: string): [string, string][] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mts|mjs|ejs|md|json|yaml)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(ROOT.length), readFileSync(path, 'utf8')])
}

const page = render(projectWith({})).find(({ path }) => path === 'SECURITY.md')?.content ?? ''
const promises = promisesOf(page)

test('SECURITY.md numbers its promises without a gap', () => {
  expect([...promises.keys()]).toEqual(Array.from(promises, (_, index) => `S${index + 1}`))
  expect(promises.size).toBeGreaterThanOrEqual(60)
})

test.each([...promises])('the test of %s is there and names it', (number, tests) => {
  expect(tests).not.toEqual([])
  for (const path of tests) {
    expect(readFileSync(join(ROOT, path), 'utf8'), path).toMatch(new RegExp(`\\b${number}\\b`))
  }
})

test.each(kinds)('every number in %s in %s is a promise of its SECURITY.md', (shape, flavor) => {
  const files = render(projectOf(shape, flavor)).filter(({ path }) => /\.(ts|md)$/.test(path))
  const listed = promisesOf(files.find(({ path }) => path === 'SECURITY.md')?.content ?? '')
  const unlisted = files.flatMap(({ path, content }) =>
    (content.match(NUMBER) ?? [])
      .filter((number) => !listed.has(number))
      .map((number) => `${path}: ${number}`),
  )
  expect(unlisted).toEqual([])
})

describe.each(['src', 'test', 'blueprints', 'docs'])('%s', (folder) => {
  const texts = textsBelow(folder).filter(([path]) => !path.endsWith('references.test.ts'))

  test('names promises that SECURITY.md lists', () => {
    const unlisted = texts.flatMap(([path, text]) =>
      (text.match(NUMBER) ?? [])
        .filter((number) => !promises.has(number))
        .map((number) => `${path}: ${number}`),
    )
    expect(unlisted).toEqual([])
  })

  test('refers to no document that a reader cannot open', () => {
    const dangling = texts.flatMap(([path, text]) =>
      linesWith(text, UNREACHABLE).map((line) => `${path}: ${line.trim()}`),
    )
    expect(dangling).toEqual([])
  })
})

test('the README counts the promises whose protection a test takes out', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8').replace(/\s+/g, ' ')
  const tried = readFileSync(join(ROOT, 'test/support/protections.ts'), 'utf8')
  const numbers = [...tried.matchAll(/^ {4}name: '(S\d+)/gm)].map(([, number]) => number)
  expect(numbers.length).toBeGreaterThan(0)
  expect(readme).toContain(`For ${new Set(numbers).size} of the ${promises.size} promises`)
})
