import { describe, expect, test } from 'vitest'
import { refused, wire } from './answers.js'
import { person } from './people.js'
import { startWorld } from './world.js'

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
    ['a letter that nobody sees', 'user2\u3164'],
    ['a half of a letter that nobody sees', 'user2\uFFA0'],
    ['a filler that nobody sees', '\u115Fuser2'],
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
    'мир_2.0',
    'user-2',
  ])('may be of one of them, or of others: %s', async (username) => {
    const { call, see } = await startWorld()
    expect(await call('register', { ...account, username })).toMatchObject({ success: true })
    expect(await see(username)).toMatchObject({ email: account.email })
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
