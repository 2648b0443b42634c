import { expect, test } from 'vitest'
import { tidyImports } from '../../src/render/imports.js'

function tidied(...lines: string[]): string[] {
  return tidyImports(`${lines.join('\n')}\n`)
    .split('\n')
    .slice(0, -1)
}

test('imports are sorted as Biome sorts them', () => {
  const sorted = [
    "import { join } from 'node:path'",
    "import pg from 'pg'",
    "import { z } from 'zod'",
    "import type { App } from '../../app.js'",
    "import { User } from '../users/user.entity.js'",
    "import { UserStatus } from '../users/user-status.entity.js'",
    "import { near } from './near.js'",
  ]
  const code = ['', 'use(join, pg, z, App, User, UserStatus, near)']
  expect(tidied(...sorted.toReversed(), ...code)).toEqual([...sorted, ...code])
})

test('names that are not used go, whatever texts, comments and members say', () => {
  expect(
    tidied(
      "import { a, b, type C, type D } from 'names'",
      "import { gone } from 'gone'",
      "import * as all from 'all'",
      "import util, { inspect } from 'node:util'",
      '',
      "// b is not used: 'b'",
      "const d: D = { ...a(), x: it.b, y: 'gone', z: \"it's all\" }",
      'inspect(d)',
    ),
  ).toEqual([
    "import { inspect } from 'node:util'",
    "import { a, type D } from 'names'",
    '',
    "// b is not used: 'b'",
    "const d: D = { ...a(), x: it.b, y: 'gone', z: \"it's all\" }",
    'inspect(d)',
  ])
})

test('a text is no comment, whatever stands in it', () => {
  const code = ["import { a } from './a.js'", '', "const any = '*/*'", 'a(any)', '/** The end. */']
  expect(tidied(...code)).toEqual(code)
})

test('an import of types alone says so', () => {
  expect(tidied("import { make, type Made } from './made.js'", '', 'let made: Made')).toEqual([
    "import type { Made } from './made.js'",
    '',
    'let made: Made',
  ])
  const all = ["import type * as made from './made.js'", '', 'let one: made.Made']
  expect(tidied(...all)).toEqual(all)
})

test('an import that is run for its effect stays first', () => {
  const code = ["import './first.js'", "import { b } from './b.js'", '', 'b()']
  expect(tidied(...code)).toEqual(code)
})

test('an import breaks over lines when it is too long for one', () => {
  const names = Array.from({ length: 12 }, (_, index) => `aLongName${index}`)
  const one = `import { ${names.join(', ')} } from './names.js'`
  const several = ['import {', ...names.map((name) => `  ${name},`), "} from './names.js'"]
  expect(tidied(one, '', `use(${names.join(', ')})`).slice(0, -2)).toEqual(several)
  expect(tidied(...several, '', 'aLongName3()')).toEqual([
    "import { aLongName3 } from './names.js'",
    '',
    'aLongName3()',
  ])
})

test('the type boolean is not the function boolean', () => {
  const from = "import { boolean, number } from './fields.js'"
  expect(tidied(from, '', 'function f(n: number): boolean {', '  boolean(n)', '}')[0]).toBe(
    "import { boolean } from './fields.js'",
  )
})
