import { describe, expect, test } from 'vitest'
import { baseEntries, baseOf } from '../../src/regenerate/base.js'
import type { Change, Disk } from '../../src/regenerate/change.js'
import { IN_PLACE } from '../../src/regenerate/find-again.js'
import { planChanges } from '../../src/regenerate/plan-changes.js'
import { render } from '../../src/render/render.js'
import type { RenderedFile } from '../../src/render/types.js'
import { FLAVORS } from '../../src/settings/types.js'
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
  const files = BEFORE.map(({ path, content }): [string, string] => [path, content])
  const disk: Disk = new Map(
    [...files, ...Object.entries(edits)].map(([path, text]) => [path, { text, mode: 0o644 }]),
  )
  const base = baseOf(projectOf('default', 'graphql'), baseEntries(BEFORE))
  return planChanges({ base, next: NOW, disk, whereabouts: IN_PLACE, restored: [], deleted: [] })
}

const contentOf = (changes: Change[], path: string) =>
  changes.flatMap(({ writes }) => writes).find((write) => write.path === path)?.content

describe('a file that is rendered in another folder', () => {
  test('moves, with what imports it, where nobody has edited anything', () => {
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

  test('is found by the edits of files that are rendered anew', () => {
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

describe.each(FLAVORS)('the packing list, %s', (flavor) => {
  test.each(Object.keys(SHAPES))('%s: a former path is that of one file only', (shape) => {
    const files = render(projectOf(shape, flavor))
    const known = files.flatMap(({ id, path }) => (id === path ? [path] : [id, path]))
    expect(known.filter((path, index) => known.indexOf(path) !== index)).toEqual([])
  })
})

test('some files of the packing list had another path', () => {
  const files = render(projectOf('default', 'graphql'))
  const moved = files.flatMap(({ id, path }) => (id === path ? [] : [`${id} -> ${path}`]))
  expect(moved).toContain('src/settings/duration.ts -> src/settings/values/duration.ts')
})
