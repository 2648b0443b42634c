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
  ])('may not mix alphabets that look alike: %s', async (_case, username) => {
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

  test('that was imported may log in whatever it is', async () => {
    const name = 'us\u0435r2'
    const people = [person(name, { verified: true }, { email: 'user2@email.com' })]
    const { enter } = await startWorld({ people })
    await enter(name)
  })
})
