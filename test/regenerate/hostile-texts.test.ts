import { expect, test } from 'vitest'
import { importsAmong } from '../../src/regenerate/imports.js'
import { bothVersions } from '../../src/regenerate/markers.js'
import { mentionsAmong } from '../../src/regenerate/mentions.js'
import { mergeFile } from '../../src/regenerate/merge-file.js'

/** Just below what is taken for a text of ours. */
const LINES = 9_000
const SAME = 'x\n'.repeat(LINES)
const ALTERNATING = 'x\ny\n'.repeat(LINES / 2)

function keys(count: number): string {
  return JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, n])))
}

function nested(depth: number, value: string): string {
  return `${'{"a":'.repeat(depth)}${value}${'}'.repeat(depth)}`
}

// Each of these took minutes, or all of the stack.
test.each<[string, string, string, string]>([
  ['lines of which most are the same', 'a.ts', ALTERNATING, SAME],
  ['members of which many are gone', 'a.json', keys(400), keys(60_000)],
  ['JSON nested deeper than the stack', 'a.json', nested(50_000, '1'), nested(50_000, '2')],
])('%s are both kept', (_, path, base, yours) => {
  const theirs = '{ "theirs": 1 }\n'
  const { content, conflicts } = mergeFile(path, { base, yours, theirs })
  expect(conflicts).toEqual([1])
  expect(content).toContain(yours)
  expect(content).toContain(theirs)
  expect(bothVersions(SAME, ALTERNATING).conflicts.length).toBeGreaterThan(0)
})

// So did some of these.
test.each(['../', "('./a'", ">('./a')", '/[', "\\'", 'a.', '`${'])(
  'imports are sought in: %s',
  (part) => {
    const text = part.repeat(250_000 / part.length)
    const files = new Set(['src/b.ts'])
    expect(importsAmong('src/a.ts', `${text}('./a')`, files)).toEqual([])
    expect(mentionsAmong('src/a.ts', text, files)).toEqual([])
    expect(importsAmong('src/a.ts', `import '${'../'.repeat(80_000)}b.js'`, files)).toEqual([])
  },
)
