import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { widthOf, withoutColours, wrap } from '../../../src/cli/terminal/wrap.js'

const RED = '\u001B[31m'
const PLAIN = '\u001B[39m'

describe('a text', () => {
  test.each([
    ['one two three', 8, ['one two', 'three']],
    ['  one two', 6, ['  one', 'two']],
    ['abcdefgh', 3, ['abc', 'def', 'gh']],
    ['one\n\ntwo', 8, ['one', '', 'two']],
    ['世界世界', 5, ['世界', '世界']],
    [`${RED}one two${PLAIN} three`, 8, [`${RED}one two${PLAIN}`, 'three']],
    ['', 5, ['']],
  ])('%j in %i columns', (text, columns, lines) => {
    expect(wrap(text, columns).lines.map((line) => line.trimEnd())).toEqual(lines)
  })

  test.each([
    ['one two', 20, 0, [0, 7]],
    ['one two', 20, 2, [0, 5]],
    ['one two', 4, 2, [1, 1]],
    ['one ', 20, 0, [0, 4]],
    [`${RED}abc${PLAIN}`, 20, 1, [0, 2]],
    ['世界', 20, 1, [0, 2]],
    ['abcdef', 3, 3, [0, 3]],
  ])('%j in %i columns has its cursor %i before the end at %j', (text, columns, back, at) => {
    const { row, column } = wrap(text, columns, back)
    expect([row, column]).toEqual(at)
  })

  test('loses nothing, and fits', () => {
    const texts = fc.string({
      unit: fc.constantFrom('a', 'bc', ' ', '\n', '世', '👩‍💻', RED, PLAIN),
    })
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 12 }), (text, columns) => {
        const { lines, row, column } = wrap(text, columns)
        const letters = (part: string) => withoutColours(part).replace(/\s/g, '')
        expect(letters(lines.join(''))).toBe(letters(text))
        for (const line of lines) expect(widthOf(line.trimEnd())).toBeLessThanOrEqual(columns)
        expect(row).toBeLessThan(lines.length)
        expect(column).toBeLessThanOrEqual(columns)
      }),
    )
  })
})
