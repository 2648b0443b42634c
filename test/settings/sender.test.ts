import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sender } from '../../examples/graphql-defaults/src/mail/sender.js'
import { isSender, SENDER } from '../../src/settings/sender.js'

const takenByServer = (text: string) => sender.safeParse(text).success

test.each([
  ...['a@b.cd', 'a.b+c@localhost', 'Shop <a@b.cd>', 'Shop<a@b.cd>', '<a@b.cd>', 'a@b.公'],
  ...[
    'Shop, Inc. <us@bücher.example>',
    '"A \\"B\\" <c>" <a@b.cd>',
    "o'neil@b.cd",
    'a@b.c-d',
    'a@b.公-',
  ],
  ...[`a@${'b'.repeat(63)}.cd`, 'a@1.b2', '"" <a@b.cd>'],
])('the generator and the server take %j', (text) => {
  expect([isSender(text), takenByServer(text)]).toEqual([true, true])
})

test.each([
  ...['a@b.c', 'Shop <a@b.c>', 'a..b@c.de', '.a@b.cd', 'a.@b.cd', 'a@-b.cd', 'a@b-.cd', 'a@b.cd-'],
  ...['a@1.2.3.4', 'Shop <a@1.2.3.4>', 'a@b', 'a@b..cd', 'a@[127.0.0.1]', `a@${'b'.repeat(64)}.cd`],
  ...[
    '<a@b.cd',
    'a@b.cd\r\nBcc: d@e.fg',
    'Shop\n<a@b.cd>',
    'Shop\u2028 <a@b.cd>',
    '"a\tb" <a@b.cd>',
  ],
  ...[
    'Shop <no-reply(at)b.cd>',
    'd@e.fg, Shop <a@b.cd>',
    'Team: a@b.cd;',
    'Shop <a@b.cd>, B <d@e.fg>',
  ],
  ...['a@b\u200d.cd', 'a@b_c.de', '"a" b" <a@b.cd>', '"a\\" <a@b.cd>'],
])('the generator and the server refuse %j', (text) => {
  expect([isSender(text), takenByServer(text)]).toEqual([false, false])
})

test('the generator and the server agree on whatever looks like a sender', () => {
  const part = fc.constantFrom(
    ...[
      'a',
      'B1',
      '-',
      '.',
      '@',
      '@b.cd',
      '<',
      '>',
      '"',
      '\\',
      ' ',
      'ü',
      '公',
      '9',
      'localhost',
      '\t',
    ],
  )
  const text = fc.array(part, { maxLength: 10 }).map((parts) => parts.join(''))
  const trimmed = fc
    .oneof(
      text,
      text.map((domain) => `a@${domain}`),
      text.map((domain) => `N <a@${domain}>`),
    )
    .map((all) => all.trim())
  fc.assert(
    fc.property(trimmed, (all) => {
      expect(isSender(all)).toBe(takenByServer(all))
    }),
    { numRuns: 5000 },
  )
})

// Whatever is not linear would take hours.
test('a text of a million characters is refused at once', () => {
  for (const character of ['a', ' ', '"', '\\', 'a.', '<', '@']) {
    expect(SENDER.test(character.repeat(1_000_000))).toBe(false)
  }
})
