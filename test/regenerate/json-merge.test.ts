import fc from 'fast-check'
import { type ParseError, parse } from 'jsonc-parser'
import { describe, expect, test } from 'vitest'
import { mergeJson } from '../../src/regenerate/json-merge.js'

const BASE = `{
  "name": "my-app",
  "scripts": {
    "dev": "tsx watch src/main.ts",
    "test": "vitest run"
  },
  "include": ["src", "test"],
  "dependencies": {
    "bcrypt": "^6.0.0",
    "zod": "^4.0.0"
  }
}
`

/** Every pair is a text and what takes its place. */
function changed(text: string, ...pairs: [string, string][]): string {
  return pairs.reduce((current, [from, to]) => {
    if (!current.includes(from)) throw new Error(`${from} is not in the text.`)
    return current.replace(from, to)
  }, text)
}

function merged(yours: string, theirs: string, base = BASE) {
  return mergeJson({ base, yours, theirs })
}

describe('merging JSON', () => {
  test('keeps order, layout and additions of the user', () => {
    const yours = changed(
      BASE,
      ['"name": "my-app",', '"version": "1.0.0",\n  "name": "shop",'],
      ['"bcrypt"', '"axios": "1",\n    "bcrypt"'],
    )
    const theirs = changed(BASE, ['"zod": "^4.0.0"', '"yoga": "^5.0.0",\n    "zod": "^5.0.0"'])
    expect(merged(yours, theirs)).toEqual({
      content: changed(yours, ['"zod": "^4.0.0"', '"yoga": "^5.0.0",\n    "zod": "^5.0.0"']),
      conflicts: [],
    })
  })

  test('keeps the indentation of the user', () => {
    const yours = BASE.replaceAll('  ', '\t').replace('my-app', 'shop')
    const theirs = changed(BASE, [
      '"include"',
      '"overrides": {\n    "a": {\n      "b": 1\n    }\n  },\n  "include"',
    ])
    expect(merged(yours, theirs)?.content).toBe(
      changed(yours, [
        '"include"',
        '"overrides": {\n\t\t"a": {\n\t\t\t"b": 1\n\t\t}\n\t},\n\t"include"',
      ]),
    )
  })

  test('keeps comments', () => {
    const yours = changed(
      BASE,
      ['"dev":', '// with a debugger\n    "dev":'],
      ['"zod": "^4.0.0"', '"zod": "^4.0.0" // checks'],
    )
    const theirs = changed(BASE, ['"zod": "^4.0.0"', '"zod": "^4.0.0",\n    "zx": "^8.0.0"'])
    expect(merged(yours, theirs)).toEqual({
      content: changed(yours, [
        '"zod": "^4.0.0" // checks',
        '"zod": "^4.0.0", // checks\n    "zx": "^8.0.0"',
      ]),
      conflicts: [],
    })
  })

  test.each([
    ['a brace on the same line', '{\n  "a": 1 }', '{\n  "a": 1,\n  "b": 2 }'],
    ['a comment before the comma', '{\n  "a": 1 /* c */,\n}', '{\n  "a": 1 /* c */,\n  "b": 2,\n}'],
    [
      'a member on the same line',
      '{\n  "a": 1, /* c */ "z": 1\n}',
      '{\n  "a": 1,\n  "b": 2, /* c */ "z": 1\n}',
    ],
    [
      'a comment of two lines',
      '{\n  "a": 1, /* c\n  d */ "z": 1\n}',
      '{\n  "a": 1,\n  "b": 2, /* c\n  d */ "z": 1\n}',
    ],
  ])('puts a member where it is one: %s', (_name, yours, expected) => {
    const [base, theirs] = ['{ "a": 1 }', '{ "a": 1, "b": 2 }']
    expect(mergeJson({ base, yours, theirs })).toEqual({ content: expected, conflicts: [] })
  })

  test('takes a member out, with its line', () => {
    const theirs = changed(BASE, [',\n    "zod": "^4.0.0"', ''])
    const yours = changed(BASE, ['my-app', 'shop'])
    expect(merged(yours, theirs)?.content).toBe(changed(theirs, ['my-app', 'shop']))
  })

  test('takes an object out except for what the user put there', () => {
    const [base, theirs] = ['{ "a": { "b": 1, "c": 2 }, "d": 3 }', '{ "d": 3 }']
    const cases = [
      ['{ "a": { "b": 1, "c": 2, "mine": 4 }, "d": 3 }', '{ "a": { "mine": 4 }, "d": 3 }'],
      ['{ "a": { "c": 2 }, "d": 3 }', '{ "d": 3 }'],
    ]
    for (const [yours = '', content = ''] of cases) {
      const merged = mergeJson({ base, yours, theirs })
      expect(merged?.conflicts).toEqual([])
      expect(JSON.parse(merged?.content ?? '')).toEqual(JSON.parse(content))
    }
  })

  test('asks before it takes a commented member out', () => {
    const theirs = changed(BASE, ['"bcrypt": "^6.0.0",\n    ', ''])
    const yours = changed(BASE, ['"bcrypt": "^6.0.0",', '"bcrypt": "^6.0.0", // mine'])
    const result = merged(yours, theirs)
    expect(result?.conflicts).toHaveLength(1)
    expect(result?.content).toContain('// mine')
  })

  test('leaves out what the user took out', () => {
    const yours = changed(BASE, ['"bcrypt": "^6.0.0",\n    ', ''])
    const theirs = changed(BASE, ['"zod": "^4.0.0"', '"zod": "^5.0.0"'])
    expect(merged(yours, theirs)?.content).toBe(changed(yours, ['"^4.0.0"', '"^5.0.0"']))
  })

  test('takes items of lists from both', () => {
    const yours = changed(BASE, ['["src", "test"]', '["src", "test", "scripts"]'])
    const theirs = changed(BASE, ['["src", "test"]', '["src", "tests"]'])
    expect(merged(yours, theirs)).toEqual({
      content: changed(BASE, ['["src", "test"]', '["src", "scripts", "tests"]']),
      conflicts: [],
    })
  })

  test('leaves a list as it is laid out where there is nothing to do', () => {
    const yours = changed(BASE, ['["src", "test"]', '["src",   "lib"]'])
    const theirs = changed(BASE, ['["src", "test"]', '["src"]'])
    expect(merged(yours, theirs)).toEqual({ content: yours, conflicts: [] })
  })

  test('marks both values of a key that both changed', () => {
    const yours = changed(BASE, ['vitest run', 'jest'])
    const theirs = changed(BASE, ['vitest run', 'vitest run --coverage'])
    expect(merged(yours, theirs)).toEqual({
      content: changed(BASE, [
        '    "test": "vitest run"\n',
        '<<<<<<< yours\n    "test": "jest"\n=======\n    "test": "vitest run --coverage"\n>>>>>>> regenerated\n',
      ]),
      conflicts: [5],
    })
  })

  test.each([
    ['^4.0.0', '^4.3.1', '^4.3.0', '^4.3.1'],
    ['^4.0.0', '^4.3.9', '^4.10.0', '^4.10.0'],
    [undefined, '^4.3.1', '^4.0.0', '^4.3.1'],
  ])(
    'of versions that both changed, the newer one stays: %s, %s and %s',
    (before, yours, theirs, after) => {
      const version = (range: string | undefined) =>
        changed(BASE, range ? ['^4.0.0', range] : [',\n    "zod": "^4.0.0"', ''])
      expect(merged(version(yours), version(theirs), version(before))).toEqual({
        content: version(after),
        conflicts: [],
      })
    },
  )

  test.each([
    ['^5.0.0', '^4.1.0'],
    ['4.0.1', '^4.1.0'],
    ['~4.2.1', '~4.1.0'],
    ['^0.2.1', '^0.1.0'],
    ['^4.0.1-beta', '^4.1.0'],
    ['latest', '^4.1.0'],
  ])('%s and %s are for the owner to decide', (yours, theirs) => {
    const version = (range: string) => changed(BASE, ['^4.0.0', range])
    expect(merged(version(yours), version(theirs))?.conflicts).toHaveLength(1)
  })

  test.each([['[1, 2]'], ['{ "a": { "b": 1, "b": 2 } }'], ['{ "a": }'], ['not JSON'], ['']])(
    '%j is left to lines',
    (text) => {
      expect(mergeJson({ base: BASE, yours: text, theirs: BASE })).toBeNull()
    },
  )
})

const value = fc.oneof(
  fc.integer(),
  fc.boolean(),
  fc.constantFrom('x', 'y', '//', 'a\nb', '"'),
  fc.array(fc.constantFrom('p', 'q', 'r')),
)
const object = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'd'),
  fc.oneof(value, fc.dictionary(fc.constantFrom('a', 'b', 'c'), value)),
)
const toText = (content: object) => `${JSON.stringify(content, null, 2)}\n`

const space = fc.constantFrom('', ' ', '\n', '\n  ', ' /* c */ ', ' // c\n', '/* c\n c */')

/** The same content in another layout, with comments and trailing commas. */
const laidOut = object.chain((content) => {
  const tokens = tokensOf(JSON.stringify(content))
  return fc
    .tuple(
      fc.array(space, { minLength: tokens.length, maxLength: tokens.length }),
      fc.constantFrom('', ','),
    )
    .map(([spaces, comma]) => ({ content, text: withSpaces(tokens, spaces, comma) }))
})

function tokensOf(text: string): string[] {
  return text.match(/"(?:\\.|[^"\\])*"|[{}[\],:]|[^"{}[\],:]+/g) ?? []
}

function commentsOf(text: string): number {
  return text.replace(/"(?:\\.|[^"\\])*"/g, '').split(/\/[/*]/).length - 1
}

function withSpaces(tokens: string[], spaces: string[], trailingComma: string): string {
  return tokens
    .map((token, index) => {
      const isEnd = token === '}' && tokens[index - 1] !== '{'
      return `${isEnd ? trailingComma : ''}${token}${spaces[index]}`
    })
    .join('')
}

describe('the laws of merging JSON', () => {
  test('no layout, comment or trailing comma changes what comes out', () => {
    fc.assert(
      fc.property(object, laidOut, object, (one, other, third) => {
        const [base, theirs] = [toText(one), toText(third)]
        const result = mergeJson({ base, yours: other.text, theirs })
        const plain = mergeJson({ base, yours: toText(other.content), theirs })
        fc.pre(result?.conflicts.length === 0 && plain?.conflicts.length === 0)
        const content = result?.content ?? ''
        const errors: ParseError[] = []
        expect(parse(content, errors, { allowTrailingComma: true })).toEqual(
          parse(plain?.content ?? ''),
        )
        expect(errors).toEqual([])
        expect(commentsOf(content)).toBe(commentsOf(other.text))
      }),
    )
  })

  test('what only one side changed is taken', () => {
    fc.assert(
      fc.property(object, object, (one, other) => {
        const [base, changedText] = [toText(one), toText(other)]
        const taken = mergeJson({ base, yours: base, theirs: changedText })
        expect(taken?.conflicts).toEqual([])
        expect(parse(taken?.content ?? '')).toEqual(other)
        const kept = mergeJson({ base, yours: changedText, theirs: base })
        expect(kept).toEqual({ content: changedText, conflicts: [] })
      }),
    )
  })

  test('a merge without conflicts is JSON, and has all that only one side changed', () => {
    fc.assert(
      fc.property(object, object, object, (one, other, third) => {
        const versions = { base: toText(one), yours: toText(other), theirs: toText(third) }
        const result = mergeJson(versions)
        fc.pre(result !== null && result.conflicts.length === 0)
        const content: Record<string, unknown> = JSON.parse(result?.content ?? '')
        for (const key of Object.keys({ ...one, ...other, ...third })) {
          const [b, y, t] = [one, other, third].map((version) => JSON.stringify(version[key]))
          if (b === t) expect(JSON.stringify(content[key])).toBe(y)
          if (b === y) expect(JSON.stringify(content[key])).toBe(t)
        }
      }),
    )
  })
})
