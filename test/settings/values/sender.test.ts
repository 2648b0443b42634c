import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isEmailAddress } from '../../../examples/graphql-defaults/src/identifiers/email-address.js'
import { isSender, SENDER, senderOf } from '../../../src/settings/values/sender.js'

/** Whether mails can be from it: its address is one that the server sends to. */
const isSendable = (text: string) => isEmailAddress(senderOf(text).address)

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
])('%j is taken', (text) => {
  expect([isSender(text), isSendable(text)]).toEqual([true, true])
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
])('%j is refused', (text) => {
  expect(isSender(text)).toBe(false)
})

test('whatever is taken has an address that can be sent to', () => {
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
      if (isSender(all)) expect(isSendable(all)).toBe(true)
      if (isEmailAddress(all)) expect(isSender(all)).toBe(true)
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
