import { describe, expect, test } from 'vitest'
import { edit, type Line } from '../../../src/cli/terminal/line.js'

/** A line as text, with its cursor as `|`. */
function edited(shown: string, typed: string | undefined, key: object): string | null {
  const cursor = shown.indexOf('|')
  const line: Line | null = edit({ text: shown.replace('|', ''), cursor }, typed, key)
  return line && `${line.text.slice(0, line.cursor)}|${line.text.slice(line.cursor)}`
}

describe('a line', () => {
  test.each([
    ['ab|c', { name: 'u', ctrl: true }, '|c'],
    ['one two  |three', { name: 'w', ctrl: true }, 'one |three'],
    ['one two|', { name: 'backspace', meta: true }, 'one |'],
    ['a|bc', { name: 'k', ctrl: true }, 'a|'],
    ['a|bc', { name: 'a', ctrl: true }, '|abc'],
    ['a|bc', { name: 'home' }, '|abc'],
    ['a|bc', { name: 'e', ctrl: true }, 'abc|'],
    ['a|bc', { name: 'end' }, 'abc|'],
    ['one two| three', { name: 'b', meta: true }, 'one |two three'],
    ['one| two three', { name: 'right', ctrl: true }, 'one two| three'],
    ['one| two three', { name: 'd', meta: true }, 'one| three'],
    ['a|bc', { name: 'd', ctrl: true }, 'a|c'],
    ['a👩‍💻|c', { name: 'backspace' }, 'a|c'],
    ['a|👩‍💻c', { name: 'delete' }, 'a|c'],
    ['ae\u0301|', { name: 'left' }, 'a|e\u0301'],
    ['|', { name: 'backspace' }, '|'],
  ])('%s with %j is %s', (shown, key, expected) => {
    expect(edited(shown, undefined, key)).toBe(expected)
  })

  test('takes what is typed', () => {
    expect(edited('a|c', 'b', { name: 'b' })).toBe('ab|c')
    expect(edited('a|c', '世', {})).toBe('a世|c')
  })

  test.each([
    [undefined, { name: 'f5' }],
    ['\u0015', {}],
    ['\u001C', {}],
    ['\u009B', {}],
    ['\u202E', {}],
    ['\u0007', { name: 'g', ctrl: true }],
    ['x', { name: 'x', meta: true }],
    ['\r', { name: 'return' }],
    ['\t', { name: 'tab' }],
  ])('takes no %j', (typed, key) => {
    expect(edited('a|', typed, key)).toBeNull()
  })

  test('is at its end where Ctrl-D has nothing to delete', () => {
    expect(edited('|', '\u0004', { name: 'd', ctrl: true })).toBeNull()
  })
})
