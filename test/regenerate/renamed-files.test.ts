import { describe, expect, test } from 'vitest'
import { baseEntries, baseOf } from '../../src/regenerate/base.js'
import type { Change, Disk } from '../../src/regenerate/change.js'
import { IN_PLACE } from '../../src/regenerate/find-again.js'
import { followInOwnFiles, importNotes } from '../../src/regenerate/own-files.js'
import { planChanges } from '../../src/regenerate/plan-changes.js'
import { renamedPaths } from '../../src/regenerate/renamed-paths.js'
import { GONE_FILES } from '../../src/render/moved-files.js'
import { render } from '../../src/render/render.js'
import type { RenderedFile } from '../../src/render/types.js'
import { FLAVORS } from '../../src/settings/types.js'
import { formerFiles } from '../support/former-project.js'
import { projectOf, SHAPES } from '../support/shapes.js'

const managed = (path: string, content: string, id = path): RenderedFile => ({
  ...{ path, id, kind: 'managed', content },
})

/** How a project was rendered, and how it is now: `length.ts` lies elsewhere. */
const BEFORE = [
  managed('src/main.ts', "import { inches } from './length.js'\n\ninches(1)\n\n\n\nend()\n"),
  managed('src/length.ts', "import { log } from './log.js'\n\nexport const inches = log\n\n\n\n"),
  managed('src/other.ts', 'export const other = 1\n\n\n\nend()\n'),
]
const NOW = [
  managed('src/main.ts', "import { inches } from './units/length.js'\n\ninches(2)\n\n\n\nend()\n"),
  managed(
    'src/units/length.ts',
    "import { log } from '../log.js'\n\nexport const inches = log\n\n\n\n// New.\n",
    'src/length.ts',
  ),
  managed('src/other.ts', 'export const other = 1\n\n\n\nend()\n'),
]

/** What a run makes of a project that its owner has edited. */
function regenerated(edits: Record<string, string>): Change[] {
  return planned(BEFORE, NOW, edits)
}

function planned(...project: Parameters<typeof rendering>): Change[] {
  return planChanges({ ...rendering(...project), restored: [], deleted: [] })
}

function rendering(
  before: readonly RenderedFile[],
  next: readonly RenderedFile[],
  edits: Record<string, string>,
) {
  const files = before.map(({ path, content }): [string, string] => [path, content])
  const disk: Disk = new Map(
    [...files, ...Object.entries(edits)].map(([path, text]) => [path, { text, mode: 0o644 }]),
  )
  const base = baseOf(projectOf('default', 'graphql'), baseEntries(before))
  return { base, next, disk, whereabouts: IN_PLACE }
}

const contentOf = (changes: Change[], path: string) =>
  changes.flatMap(({ writes }) => writes).find((write) => write.path === path)?.content

describe('a file that is rendered in another folder', () => {
  test('moves, with what imports it, where no one has edited anything', () => {
    const changes = regenerated({})
    expect(contentOf(changes, 'src/units/length.ts')).toBe(NOW[1]?.content)
    expect(contentOf(changes, 'src/main.ts')).toBe(NOW[0]?.content)
    expect(changes.flatMap((change) => change.deletes)).toEqual(['src/length.ts'])
  })

  test('takes edits along, with imports that lead where they led', () => {
    const mine = "import { mine } from './own/mine.js'\nimport { other } from './other.js'\n"
    const changes = regenerated({ 'src/length.ts': mine + (BEFORE[1]?.content ?? '') })
    expect(changes.flatMap(({ conflicts }) => conflicts)).toEqual([])
    expect(contentOf(changes, 'src/units/length.ts')).toBe(
      `import { mine } from '../own/mine.js'\nimport { other } from '../other.js'\n${NOW[1]?.content}`,
    )
  })

  test('is found by the edits of files that are rendered again', () => {
    const edited = `${BEFORE[0]?.content}export * from './length.js'\n`
    const changes = regenerated({ 'src/main.ts': edited })
    expect(changes.flatMap(({ conflicts }) => conflicts)).toEqual([])
    expect(contentOf(changes, 'src/main.ts')).toBe(
      `${NOW[0]?.content}export * from './units/length.js'\n`,
    )
  })

  test('is found by the edits of files in which nothing else has changed', () => {
    const edited = `import { inches } from './length.js'\n${BEFORE[2]?.content}`
    const changes = regenerated({ 'src/other.ts': edited })
    expect(contentOf(changes, 'src/other.ts')).toBe(
      `import { inches } from './units/length.js'\n${BEFORE[2]?.content}`,
    )
  })
})

describe('a file of its owner, from the start', () => {
  const HOOKS = "import { log } from './log.js'\n\nexport const hook = log\n"
  const once = (path: string, content = HOOKS): RenderedFile => ({
    ...{ path, id: 'src/hooks.ts', kind: 'once', content },
  })
  const moved = managed('src/process/log.ts', 'export const log = 1\n', 'src/log.ts')
  const before = [once('src/hooks.ts'), managed('src/log.ts', 'export const log = 1\n')]

  const run = (next: RenderedFile[], edits: Record<string, string>) => planned(before, next, edits)

  test('goes where it is rendered now, with the edits of its owner', () => {
    const changes = run([once('src/own/hooks.ts', ''), moved], {
      'src/hooks.ts': `${HOOKS}// Mine.\n`,
    })
    expect(contentOf(changes, 'src/own/hooks.ts')).toBe(
      "import { log } from '../process/log.js'\n\nexport const hook = log\n// Mine.\n",
    )
    expect(changes.flatMap(({ deletes }) => deletes)).toEqual(['src/hooks.ts', 'src/log.ts'])
  })

  test('stays where it is when something is in the new place, and is imported from there', () => {
    const next = [once('src/own/hooks.ts', ''), moved]
    const edits = { 'src/own/hooks.ts': "export { hook } from '../hooks.js'\n" }
    const changes = run(next, edits)
    expect(contentOf(changes, 'src/own/hooks.ts')).toBeUndefined()
    expect(changes.flatMap(({ deletes }) => deletes)).toEqual(['src/log.ts'])
    expect([...renamedPaths(rendering(before, next, edits))]).toEqual([
      ['src/log.ts', 'src/process/log.ts'],
    ])
  })

  test('goes along for its importers when its owner has moved it before', () => {
    const next = [once('src/own/hooks.ts', ''), moved]
    const { disk, ...rest } = rendering(before, next, { 'src/own/hooks.ts': HOOKS })
    const movedAway = new Map([...disk].filter(([path]) => path !== 'src/hooks.ts'))
    expect(renamedPaths({ ...rest, disk: movedAway }).get('src/hooks.ts')).toBe('src/own/hooks.ts')
  })

  test('imports what is rendered elsewhere from there', () => {
    const changes = run([once('src/hooks.ts'), moved], {})
    expect(contentOf(changes, 'src/hooks.ts')).toBe(HOOKS.replace('./log.js', './process/log.js'))
  })
})

describe('a file that is a part of another one now', () => {
  const AGE =
    "import { log } from './log.js'\n\n/** Age. */\nexport const age = log(1)\n\n// End of age.\n"
  const END = '/** End. */\nexport const end = 2\n\n// End of end.\n'
  const before = [
    managed('src/age.ts', AGE),
    managed('src/end.ts', END),
    managed(
      'src/main.ts',
      "import { age } from './age.js'\nimport { end } from './end.js'\n\nage + end\n",
    ),
    managed('src/log.ts', 'export const log = Number\n'),
  ]
  const LIFETIME =
    "import { log } from './log.js'\n\n/** Age. */\nexport const age = log(1)\n\n// End of age.\n\n/** End. */\nexport const end = 2\n\n// End of end.\n"
  const next = [
    { ...managed('src/lifetime.ts', LIFETIME), absorbs: ['src/age.ts', 'src/end.ts'] },
    managed('src/main.ts', "import { age, end } from './lifetime.js'\n\nage + end\n"),
    managed('src/log.ts', 'export const log = Number\n'),
  ]

  const run = (edits: Record<string, string>) => planned(before, next, edits)

  test('goes, where no one has edited it', () => {
    const changes = run({})
    expect(contentOf(changes, 'src/lifetime.ts')).toBe(LIFETIME)
    expect(changes.flatMap(({ deletes }) => deletes)).toEqual(['src/age.ts', 'src/end.ts'])
  })

  test('gives its edits to the other one', () => {
    const changes = run({
      'src/age.ts': AGE.replace('log(1)', 'log(18)'),
      'src/end.ts': END.replace('= 2', '= 20'),
    })
    expect(changes.flatMap(({ conflicts }) => conflicts)).toEqual([])
    expect(contentOf(changes, 'src/lifetime.ts')).toBe(
      LIFETIME.replace('log(1)', 'log(18)').replace('= 2', '= 20'),
    )
    expect(changes.flatMap(({ deletes }) => deletes)).toEqual(['src/age.ts', 'src/end.ts'])
  })

  test('stays as a conflict where its edits do not merge', () => {
    const changes = run({ 'src/end.ts': `// Mine.\n${END}` })
    expect(changes.flatMap(({ conflicts }) => conflicts)).toEqual([
      {
        path: 'src/end.ts',
        line: 1,
        reason:
          'its code is in src/lifetime.ts now, and what you edited does not merge there: take it over, and delete this file',
      },
    ])
    expect(contentOf(changes, 'src/lifetime.ts')).toBe(LIFETIME)
    expect(changes.flatMap(({ deletes }) => deletes)).toEqual(['src/age.ts'])
  })

  test('is imported from there by what its owner has edited', () => {
    const changes = run({ 'src/main.ts': `${before[2]?.content}export * from './age.js'\n` })
    expect(contentOf(changes, 'src/main.ts')).toBe(
      `${next[1]?.content}export * from './lifetime.js'\n`,
    )
  })
})

describe('files that are not rendered', () => {
  const renames = new Map([['src/length.ts', 'src/units/length.ts']])
  const own = (path: string, text: string): Disk => new Map([[path, { text, mode: 0o600 }]])

  test.each([
    ["import { a } from '../src/length.js'", "import { a } from '../src/units/length.js'"],
    ["export * from '../src/length.js'", "export * from '../src/units/length.js'"],
    ["await import('../src/length.js')", "await import('../src/units/length.js')"],
    ["let a: import('../src/length.js').A", "let a: import('../src/units/length.js').A"],
    ["vi.mock('../src/length.js', f)", "vi.mock('../src/units/length.js', f)"],
    ["vi.doMock('../src/length.js')", "vi.doMock('../src/units/length.js')"],
    [
      "await vi.importActual<typeof import('../src/length.js')>('../src/length.js')",
      "await vi.importActual<typeof import('../src/units/length.js')>('../src/units/length.js')",
    ],
    ['await import(`../src/length.js`)', 'await import(`../src/units/length.js`)'],
    ["import { a } from '../src/length'", "import { a } from '../src/units/length'"],
    ["import { a } from '../src/length.ts'", "import { a } from '../src/units/length.ts'"],
    [
      "new URL('../src/length.ts', import.meta.url)",
      "new URL('../src/units/length.ts', import.meta.url)",
    ],
    ["import.meta.resolve('../src/length.js')", "import.meta.resolve('../src/units/length.js')"],
    ["require.resolve('../src/length.js')", "require.resolve('../src/units/length.js')"],
    ["mock.module('../src/length.js', {})", "mock.module('../src/units/length.js', {})"],
    ["declare module '../src/length.js' {}", "declare module '../src/units/length.js' {}"],
    [
      `// It's here.\nif (a) /'\`/.test(\`\${{}}'\`)\nexport type { A } from '../src/length.js'`,
      `// It's here.\nif (a) /'\`/.test(\`\${{}}'\`)\nexport type { A } from '../src/units/length.js'`,
    ],
    [
      "const a = <p>don't</p>\nimport('../src/length.js')",
      "const a = <p>don't</p>\nimport('../src/units/length.js')",
    ],
  ])('follow: %s', (before, after) => {
    const [change] = followInOwnFiles(own('test/own.test.ts', `${before}\r\n`), renames)
    const content = `${after}\r\n`
    expect(change).toMatchObject({
      isOnlyImports: true,
      entry: null,
      writes: [{ path: 'test/own.test.ts', content, mode: 0o600 }],
    })
  })

  test.each([
    ['another file of that name', 'test/own.test.ts', "import './length.js'"],
    ['a package', 'test/own.test.ts', "import 'length.js'"],
    ['no code', 'test/own.md', "import '../src/length.js'"],
    ['a comment', 'test/own.test.ts', "// import a from '../src/length.js'"],
    ['a longer comment', 'test/own.test.ts', "/*\nimport '../src/length.js'\n*/"],
    ['a text', 'test/own.test.ts', 'const a = "import \'../src/length.js\'"'],
    ['a template', 'test/own.test.ts', `const a = \`\nimport '../src/length.js'\n\${a}\``],
    ['the value of an expression', 'test/own.test.ts', "a.import('../src/length.js')"],
    ['the text of an expression', 'test/own.test.ts', "/import '../src/length.js'/.test(a)"],
    ['another URL', 'test/own.test.ts', "new URL('../src/length.js', location)"],
    ['a name that a journal must not have', 'test/öwn.ts', "import '../src/length.js'"],
  ])('are left alone: %s', (_, path, text) => {
    expect(followInOwnFiles(own(path, text), renames)).toEqual([])
  })

  test('are reported where a run leaves an import without a file', () => {
    const change: Change = {
      ...{ path: 'src/gone.ts', kind: 'managed', action: 'delete', state: 'outdated' },
      ...{ writes: [], deletes: ['src/gone.ts', 'src/length.ts'], conflicts: [], entry: null },
    }
    const files = own('test/own.test.ts', "import '../src/gone.js'\nimport '../src/length.js'\n")
    expect(importNotes(files, new Map(), [change], renames)).toEqual([
      'test/own.test.ts imports ../src/gone.js, but src/gone.ts is no longer part of the project; put what you need of it into a file of yours, and import that',
    ])
  })

  test.each([
    ['a comment', "import 'a'\n// See src/length.ts.\n", 2],
    ['a text', "const a = join(root, 'src/length.ts')\n", 1],
    ['a template', `a\n\n\`\${root}/src/length.ts\`\n`, 3],
    ['a path from there', "import 'a'\nspawn('../src/length.js')\n", 2],
  ])('are reported where they name a file in another way: %s', (_, text, line) => {
    const note = `test/own.test.ts:${line} mentions src/length.ts, which is src/units/length.ts now`
    expect(importNotes(own('test/own.test.ts', text), new Map(), [], renames)).toEqual([note])
  })

  test('are not reported where they name another file, or import this one', () => {
    const text =
      "import '../src/length.js'\n// src/length.test.ts, other/src/length.ts, length.ts\n"
    expect(importNotes(own('test/own.test.ts', text), new Map(), [], renames)).toEqual([])
  })

  test('are reported where their name is one that is not written', () => {
    const files = own('test/öwn.ts', "import '../src/length.js'\n")
    expect(importNotes(files, new Map(), [], renames)).toEqual([
      'test/öwn.ts imports ../src/length.js, which is src/units/length.ts now; change it there: files of such a name are not written',
    ])
  })
})

describe.each(FLAVORS)('the packing list, %s', (flavor) => {
  test.each(Object.keys(SHAPES))('%s: a former path is that of one file only', (shape) => {
    const files = render(projectOf(shape, flavor))
    const known = files.flatMap(({ id, path, absorbs = [] }) => [
      ...new Set([id, path, ...absorbs]),
    ])
    expect(known.filter((path, index) => known.indexOf(path) !== index)).toEqual([])
  })
})

test('some files of the packing list had another path', () => {
  const files = render(projectOf('default', 'graphql'))
  const moved = files.flatMap(({ id, path }) => (id === path ? [] : [`${id} -> ${path}`]))
  expect(moved).toContain('src/settings/duration.ts -> src/settings/values/duration.ts')
})

test.each(FLAVORS)('every file of the first layout is in one of today, %s', async (flavor) => {
  const first = await formerFiles({ flavor, database: 'sqlite' })
  const files = render(projectOf('default', flavor))
  const ids = new Set<unknown>(files.map(({ id }) => id))
  const absorbed = new Set(files.flatMap(({ absorbs = [] }) => absorbs))
  const lost = [...first].filter(([path, id]) => !ids.has(id) && !absorbed.has(path))
  const code = lost
    .map(([path]) => path)
    .filter((path) => /^src\/(?!database\/migrations)/.test(path))
  expect(code.sort()).toEqual(Object.keys(GONE_FILES).sort())
})
