import { describe, expect, test } from 'vitest'
import { mergeFile } from '../../src/regenerate/merge-file.js'

const BODY = '\nexport const all = 1\n'

/** A module that imports these lines. */
const module = (...imports: string[]) => `${imports.map((line) => `${line}\n`).join('')}${BODY}`

const merged = (base: string, yours: string, theirs: string, path = 'src/all.ts') =>
  mergeFile(path, { base, yours, theirs })

const APP = "import { app } from './app.js'"
const USER = "import { user } from './user.js'"
const MINE = "import { mine } from './billing/mine.js'"

describe('imports that lines would not merge', () => {
  test('an import of the owner beside one of ours', () => {
    const after = "import { find } from './queries/find.js'"
    expect(merged(module(APP, USER), module(APP, MINE, USER), module(APP, after, USER))).toEqual({
      content: module(APP, MINE, after, USER),
      conflicts: [],
    })
  })

  test('a name of the owner beside one of ours, from the same module', () => {
    const one = (names: string) => module(`import { ${names} } from './fields.js'`)
    expect(merged(one('text'), one('phone, text'), one('email, text')).content).toBe(
      one('email, phone, text'),
    )
  })

  test('a name of the owner from a module that we no longer need', () => {
    const base = module("import { a, b } from './a.js'")
    const yours = module("import { a, b, mine } from './a.js'")
    const theirs = module("import { a, b } from './c.js'")
    expect(merged(base, yours, theirs)).toEqual({
      content: module("import { mine } from './a.js'", "import { a, b } from './c.js'"),
      conflicts: [],
    })
  })

  test('types and values, whole modules and defaults', () => {
    const yours = module("import type { App } from './app.js'", "import * as mine from './mine.js'")
    const theirs = module("import { createApp } from './app.js'", "import ejs from 'ejs'")
    expect(merged(module("import { old } from './app.js'"), yours, theirs)).toEqual({
      content: module(
        "import ejs from 'ejs'",
        "import { type App, createApp } from './app.js'",
        "import * as mine from './mine.js'",
      ),
      conflicts: [],
    })
  })

  test('conflicts further down are told with their lines', () => {
    const text = (imports: string[], value: string) => `${module(...imports)}const a = ${value}\n`
    const after = "import { find } from './queries/find.js'"
    const result = merged(
      text([APP, USER], '1'),
      text([APP, MINE, USER], '2'),
      text([APP, after, USER], '3'),
    )
    expect(result.conflicts).toHaveLength(1)
    const [line = 0] = result.conflicts
    expect(result.content.split('\n')[line - 1]).toBe('<<<<<<< yours')
    expect(result.content).toContain(module(APP, MINE, after, USER))
  })
})

describe('imports that stay a conflict', () => {
  test('one name from two modules', () => {
    const base = module(APP, USER)
    const yours = module(APP, "import { find } from './billing/find.js'", USER)
    const theirs = module(APP, "import { find } from './queries/find.js'", USER)
    expect(merged(base, yours, theirs).conflicts).toHaveLength(1)
  })

  test('where a comment of the owner is among them', () => {
    const after = "import { find } from './queries/find.js'"
    const yours = module(APP, `${MINE} // mine`, USER)
    const { content, conflicts } = merged(module(APP, USER), yours, module(APP, after, USER))
    expect(conflicts).toHaveLength(1)
    expect(content).toContain(`${MINE} // mine`)
  })

  test('where a comment of the owner is among the names', () => {
    const one = (names: string) => module(`import {${names}} from './fields.js'`)
    const { content, conflicts } = merged(
      one(' text '),
      one('\n  // Mine.\n  text,\n'),
      one(' mail, text '),
    )
    expect(conflicts).toHaveLength(1)
    expect(content).toContain('  // Mine.\n')
  })

  test('in what is no module', () => {
    const after = "import { find } from './queries/find.js'"
    const versions = [module(APP, USER), module(APP, MINE, USER), module(APP, after, USER)]
    const [base = '', yours = '', theirs = ''] = versions
    expect(merged(base, yours, theirs, 'notes.md').conflicts).toHaveLength(1)
  })
})

test('imports are as their owner has laid them out where nothing conflicts', () => {
  const mine = "import  {mine}  from './billing/mine.js'"
  const far = "import { z } from './z.js'"
  const yours = module(mine, APP, USER, far)
  expect(merged(module(APP, USER, far), yours, module(APP, USER)).content).toBe(
    module(mine, APP, USER),
  )
})
