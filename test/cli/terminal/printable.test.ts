import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quoted } from '../../../src/cli/create/repeat-command.js'
import { jsonOf, linesOf, printable, printableText } from '../../../src/cli/terminal/printable.js'

/** ESC, BEL, C1, turned writing, no width, line ends of Unicode, fillers, tags, half a character. */
const UNSEEN = [
  ...['\u001B', '\u0007', '\0', '\b', '\r', '\v', '\u007F', '\u0085', '\u009B', '\u009D'],
  ...['\u061C', '\u200B', '\u200D', '\u200E', '\u2028', '\u2029', '\u202A', '\u202E', '\u2060'],
  ...['\u2066', '\u2069', '\uFEFF', '\u00AD', '\u115F', '\u3164', '\u{E0041}', '\uD800', '\uDC00'],
]
const SEEN = 'Grüße, 世界 🎉 naïve — «x» \\u001b'

describe('printable', () => {
  test.each(UNSEEN)('shows %j', (character) => {
    const shown = printable(`a${character}b`)
    expect(shown).toMatch(/^a\\u(\w{4}|\{\w+\})b$/)
    expect(linesOf([`a${character}`])).toBe(`${printable(`a${character}`)}\n`)
    expect(printableText(`a${character}b\n\tc\r\n`)).toBe(`${shown}\n\tc\r\n`)
  })

  test('leaves all else as it is', () => {
    expect(printable(SEEN)).toBe(SEEN)
    expect(linesOf(['a\nerror: b', 'c'])).toBe('a\\u000aerror: b\nc\n')
  })

  test('leaves JSON its value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const value = { [text]: [text, ...UNSEEN, SEEN] }
        const json = jsonOf(value)
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(printableText(json)).toBe(json)
      }),
      { numRuns: 50 },
    )
  })

  test.skipIf(process.platform === 'win32')('words are what a shell reads back', () => {
    const odd = UNSEEN.filter((character) => !/[\0\p{Surrogate}]/u.test(character))
    for (const word of [`it's \\n a${odd.join('')}z`, SEEN, 'a b', "'", '$(id)', 'a\nb']) {
      expect(printable(quoted(word))).toBe(quoted(word))
      const env = { ...process.env, LC_ALL: 'C.UTF-8' }
      const read = execFileSync('bash', ['-c', `printf %s ${quoted(word)}`], { env })
      expect(read.toString()).toBe(word)
    }
  })
})
