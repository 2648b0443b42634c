import { describe, expect, test } from 'vitest'
import { looksLikeAnother } from '../../../src/identifiers/username.js'
import { refused, wire } from '../support/answers.js'
import { person } from '../support/people.js'
import { startWorld } from '../support/world.js'

const GOOD = 'correct horse battery'
const account = { email: 'new@email.com', password1: GOOD, password2: GOOD }

describe('S47: a username', () => {
  test.each([
    ['Cyrillic among Latin', 'us\u0435r2'],
    ['one Latin letter among Cyrillic', '\u0441\u043E\u0441a'],
    ['Greek among Latin', 'user\u03BF'],
    ['Greek among Cyrillic', '\u0441\u03BF\u0441\u043E'],
    ['Armenian among Latin', 'g\u0585ogle'],
    ['Cherokee among Latin', 'adm\u13A5n'],
    ['Coptic among Latin', 'ad\u2C9Fmin'],
    ['a letter that no one sees', 'user2\u3164'],
    ['a half of a letter that no one sees', 'user2\uFFA0'],
    ['a filler that no one sees', '\u115Fuser2'],
    ['Lisu among Latin', 'adm\uA4F2n'],
    ['Thai among Latin', 'u\u0E23er2'],
    ['Lao among Latin', 'p\u0EAEul'],
    ['NKo among Latin', 'adm\u07CAn'],
    ['Hebrew among Latin', 'adm\u05D5n'],
    ['Tifinagh among Latin', 'adm\u2D4Fn'],
    ['Osage among Latin', 'user\u{104C2}'],
    ['Deseret among Latin', '\u{1043C}ser2'],
    ['Canadian syllabics among Latin', 'adm\u144En'],
    ['Malayalam among Latin', 'g\u0D20\u0D20gle'],
    ['Georgian among Latin', 'a\u10FDb'],
    ['Arabic among Latin', 'adm\u0627n'],
    ['Ethiopic among Latin', '\u12D0ser'],
    ['Hebrew among Arabic', '\u0639\u05D5'],
    ['Bopomofo among Kana', '\u3042\u3105'],
    ['Hangul among Kana', '\u3042\uD55C'],
    ['Cyrillic among Han', '\u674E\u0430'],
    ['a Devanagari digit among Latin', 'user\u0968'],
    ['an NKo digit among Latin', 'l\u07C0l'],
    ['an Arabic digit among Latin', 'user\u0662'],
    ['Latin digits beside those of Devanagari', '1\u0968'],
    ['Arabic digits of two kinds', '\u0661\u06F2'],
    ['a counting rod', 'user\u{1D360}'],
    ['a modifier letter', 'user\u02BC2'],
    ['a modifier letter that looks like a colon', 'user\uA789'],
    ['a Lisu tone that looks like a full stop', '\uA4F2\uA4F8'],
    ['a tatweel', '\u0639\u0640\u0644\u064A'],
    ['a tatweel among Latin', 'user\u0640'],
    ['the long vowel of Katakana after Latin', 'user\u30FC2'],
    ['the repetition of Thai at the beginning', '\u0E46'],
  ])('may not look like another one: %s', async (_case, username) => {
    const { call } = await startWorld()
    expect(await call('register', { ...account, username })).toEqual(
      refused('register', { username: [wire.invalidUsername] }),
    )
  })

  test.each([
    'владимир',
    'ελένη',
    'zoë',
    '李小龍',
    '李li',
    'ひらがなカタカナ',
    'サーバー太郎san_2',
    '佐々木',
    '王ㄨㄤ',
    '홍길동kim李',
    'עברית',
    'محمد٢٠',
    'დავითი',
    'ไทยๆ',
    'नमक१२',
    'ⵜⵉⴼⵉ',
    'ᏣᎳᎩ',
    '\u{10428}\u{10429}',
    'ıɑ',
    'мир_2.0',
    'user-2',
  ])('may be of one of them, or of others: %s', async (username) => {
    const { call, see } = await startWorld()
    expect(await call('register', { ...account, username })).toMatchObject({ success: true })
    expect(await see(username)).toMatchObject({ email: account.email })
  })

  test('takes no time, however long it is', async () => {
    const long = ['a', 'ж', 'א', '李', '\u{10428}'].map((letter) => letter.repeat(150))
    for (const name of long) expect(looksLikeAnother(name)).toBe(false)
    const begin = performance.now()
    for (let round = 0; round < 100; round += 1) long.forEach(looksLikeAnother)
    expect(performance.now() - begin).toBeLessThan(2000)
  })

  test('is looked at without the blanks around it, however many they are', async () => {
    const { call, see } = await startWorld()
    const padded = (username: string) => username + ' '.repeat(1000)
    expect(await call('register', { ...account, username: padded('\u0430\u{1D5BD}min') })).toEqual(
      refused('register', { username: [wire.invalidUsername] }),
    )
    expect(await call('register', { ...account, username: padded('\uFF21lice') })).toMatchObject({
      success: true,
    })
    expect(await see('Alice')).toMatchObject({ email: account.email })
  })

  test('is taken in any letter case, also where a letter has three forms', async () => {
    const { call } = await startWorld()
    const first = { ...account, username: 'ΑΣ' }
    expect(await call('register', first)).toMatchObject({ success: true })
    expect(await call('register', { ...account, email: 'b@c.com', username: 'ασ' })).toEqual(
      refused('register', { username: [wire.usernameTaken] }),
    )
  })

  test('that was imported may log in whatever it is', async () => {
    const name = 'us\u0435r2'
    const people = [person(name, { verified: true }, { email: 'user2@email.com' })]
    const { enter } = await startWorld({ people })
    await enter(name)
  })
})
