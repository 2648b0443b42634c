import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { conflictLines, withMarkers } from '../../src/regenerate/markers.js'
import { isSafePath } from '../../src/regenerate/paths.js'
import { isSameText, readText, writeText } from '../../src/regenerate/text.js'
import { withMissingVariables } from '../../src/regenerate/variables.js'
import { isNewer } from '../../src/regenerate/versions.js'

describe('a text', () => {
  test.each([
    ['a\nb\n', 'a\nb\n', '\n', false],
    ['a\r\nb\r\n', 'a\nb\n', '\r\n', false],
    ['\uFEFFa\r\nb\r\n', 'a\nb\n', '\r\n', true],
    ['a\r\nb\nc\n', 'a\nb\nc\n', '\n', false],
    ['a\rb', 'a\rb', '\n', false],
    ['', '', '\n', false],
  ])('%j is taken apart', (raw, content, lineEnding, hasMark) => {
    expect(readText(raw)).toEqual({ content, lineEnding, hasMark })
  })

  test('with one kind of line ending is written as it was read', () => {
    const line = fc.string({ unit: 'grapheme-ascii' }).filter((text) => !/[\r\n]/.test(text))
    fc.assert(
      fc.property(
        fc.array(line),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        (lines, end, mark) => {
          const raw = (mark ? '\uFEFF' : '') + lines.join(end)
          expect(writeText(readText(raw).content, readText(raw))).toBe(raw)
        },
      ),
    )
  })

  test('is the same with other line endings', () => {
    expect(isSameText('\uFEFFa\r\nb', 'a\nb')).toBe(true)
    expect(isSameText('a\nb', 'a\nb\n')).toBe(false)
  })
})

describe('conflicts', () => {
  test('are found where they begin', () => {
    const { content, conflicts } = withMarkers([
      { certain: ['a'] },
      { yours: ['b'], theirs: [] },
      { certain: ['c', 'd'] },
      { yours: [], theirs: ['e'] },
    ])
    expect(conflicts).toEqual([2, 8])
    expect(conflictLines(content)).toEqual([2, 8])
    expect(conflictLines(content.replaceAll('\n', '\r\n'))).toEqual([2, 8])
  })

  test('of git are conflicts too', () => {
    expect(conflictLines('x\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n')).toEqual([2])
  })

  test.each([
    ['<<<<<<< yours\nhalf resolved\n', 1],
    ['<<<<<<< yours\nhalf resolved\n>>>>>>> regenerated\n', 1],
    ['half\n=======\nresolved\n>>>>>>> regenerated\n', 4],
  ])('%j is one that is resolved by half', (content, line) => {
    expect(conflictLines(content)).toEqual([line])
  })

  test.each([
    ['Title\n=======\n\ntext\n'],
    ['<<<<<<< HEAD\nhalf resolved\n'],
    ['>>>>>>> other\n'],
    ['  <<<<<<< yours\n=======\n  >>>>>>> regenerated\n'],
  ])('%j is none', (content) => {
    expect(conflictLines(content)).toEqual([])
  })
})

describe('a path of the base', () => {
  test.each([
    ['src/main.ts'],
    ['.env.example'],
    ['.github/workflows/ci.yml'],
    ['src/database/migrations/1767323045000-add-phone.ts'],
    ['emails/activation-resend.subject.ejs'],
  ])('%s is one', (path) => {
    expect(isSafePath(path)).toBe(true)
  })

  test.each([
    [''],
    ['/etc/passwd'],
    ['../other/src/main.ts'],
    ['src/../../main.ts'],
    ['src/./main.ts'],
    ['src//main.ts'],
    ['src/'],
    ['C:/windows/x'],
    ['src\\main.ts'],
    ['.git/hooks/post-commit'],
    ['.GIT/config'],
    ['node_modules/x/index.js'],
    ['src/a\nb.ts'],
    ['src/\u0000.ts'],
    ['...'],
  ])('%j is none', (path) => {
    expect(isSafePath(path)).toBe(false)
  })
})

describe('an .env file', () => {
  const rendered = '# Signs.\n# Keep it.\nSECRET_KEY=new\n\n# Other.\nOTHER=1\n'

  test.each([
    ['SECRET_KEY=mine\nOTHER=\n', 'SECRET_KEY=mine\nOTHER=\n'],
    ['export SECRET_KEY=mine\n  OTHER = 2\n', 'export SECRET_KEY=mine\n  OTHER = 2\n'],
    ['OTHER=2', 'OTHER=2\n# Signs.\n# Keep it.\nSECRET_KEY=new\n'],
    [
      '#SECRET_KEY=off\nOTHER=2\n',
      '#SECRET_KEY=off\nOTHER=2\n# Signs.\n# Keep it.\nSECRET_KEY=new\n',
    ],
    ['', '# Signs.\n# Keep it.\nSECRET_KEY=new\n# Other.\nOTHER=1\n'],
  ])('%j gets what it lacks, and nothing else', (yours, expected) => {
    expect(withMissingVariables(yours, rendered)).toBe(expected)
    expect(withMissingVariables(expected, rendered)).toBe(expected)
  })
})

describe('a version', () => {
  test.each([
    ['1.0.1', '1.0.0', true],
    ['1.10.0', '1.9.9', true],
    ['2.0.0', '1.9.9', true],
    ['1.0.0', '1.0.0', false],
    ['1.0.0', '1.0.1', false],
    ['1.9.9', '1.10.0', false],
    ['nonsense', '1.0.0', false],
    ['1.0.0-beta', '1.0.0', false],
  ])('%s is newer than %s: %s', (version, than, expected) => {
    expect(isNewer(version, than)).toBe(expected)
  })
})
