import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bothVersions, conflictLines } from '../../src/regenerate/markers.js'
import { mergeLines } from '../../src/regenerate/merge.js'

/** Few different lines, so that both sides often change the same ones. */
const text = fc
  .array(fc.constantFrom('a', 'b', 'c', '', '}', 'constructor', '__proto__'), { maxLength: 12 })
  .map((lines) => lines.join('\n'))

/** How often each line occurs. */
function counts(content: string): Map<string, number> {
  const found = new Map<string, number>()
  for (const line of content.split('\n')) found.set(line, (found.get(line) ?? 0) + 1)
  return found
}

describe('merging lines', () => {
  test('takes what only one side has changed', () => {
    fc.assert(
      fc.property(text, text, (base, changed) => {
        expect(mergeLines({ base, yours: base, theirs: changed }).content).toBe(changed)
        expect(mergeLines({ base, yours: changed, theirs: base }).content).toBe(changed)
        expect(mergeLines({ base, yours: changed, theirs: changed }).content).toBe(changed)
      }),
    )
  })

  test('loses no line that the user added', () => {
    fc.assert(
      fc.property(text, text, text, (base, yours, theirs) => {
        const { content } = mergeLines({ base, yours, theirs })
        const [had, has, merged] = [base, yours, content].map(counts)
        for (const [line, count] of has ?? []) {
          const added = count - (had?.get(line) ?? 0)
          if (added > 0) expect(merged?.get(line) ?? 0).toBeGreaterThanOrEqual(added)
        }
      }),
    )
  })

  test('tells every conflict that it marks', () => {
    fc.assert(
      fc.property(text, text, text, (base, yours, theirs) => {
        const { content, conflicts } = mergeLines({ base, yours, theirs })
        expect(conflictLines(content)).toEqual(conflicts)
      }),
    )
  })

  test('has both changes where they do not touch', () => {
    const base = 'one\ntwo\nthree\nfour\nfive\n'
    const yours = base.replace('two', 'TWO')
    const theirs = base.replace('four', 'FOUR')
    expect(mergeLines({ base, yours, theirs })).toEqual({
      content: 'one\nTWO\nthree\nFOUR\nfive\n',
      conflicts: [],
    })
  })

  test('marks only the lines that differ', () => {
    const base = 'one\ntwo\nthree\n'
    const yours = 'one\nsame\nyours\nend\nthree\n'
    const theirs = 'one\nsame\ntheirs\nend\nthree\n'
    expect(mergeLines({ base, yours, theirs })).toEqual({
      content:
        'one\nsame\n<<<<<<< yours\nyours\n=======\ntheirs\n>>>>>>> regenerated\nend\nthree\n',
      conflicts: [3],
    })
  })

  test('does it again without a change', () => {
    fc.assert(
      fc.property(text, text, text, (base, yours, theirs) => {
        const once = mergeLines({ base, yours, theirs })
        fc.pre(once.conflicts.length === 0)
        expect(mergeLines({ base: theirs, yours: once.content, theirs }).content).toBe(once.content)
      }),
    )
  })
})

describe('two versions of which no one knows the older one', () => {
  test('are both there', () => {
    fc.assert(
      fc.property(text, text, (yours, theirs) => {
        const merged = counts(bothVersions(yours, theirs).content)
        for (const version of [yours, theirs]) {
          for (const [line, count] of counts(version)) {
            expect(merged.get(line) ?? 0).toBeGreaterThanOrEqual(count)
          }
        }
      }),
    )
  })

  test('that are the same make no conflict', () => {
    fc.assert(
      fc.property(text, (content) => {
        expect(bothVersions(content, content)).toEqual({ content, conflicts: [] })
      }),
    )
  })
})
