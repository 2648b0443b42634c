import { expect, it } from 'vitest'
import { refusedFor, wire } from '../support/answers.js'
import { openBrowser } from '../support/browser.js'
import { PASSWORD } from '../support/people.js'
import { startWorld } from '../support/world.js'

const ME = '{ me { username } }'
const user2 = { me: { username: 'user2' } }
const LOGIN = { username: 'user2', password: PASSWORD }

it('one cookie holds the only token, and refreshToken takes it', async () => {
  const { url, clock } = await startWorld()
  const browser = openBrowser(url)
  expect(await browser.call('tokenAuth', LOGIN)).toMatchObject({ success: true, token: null })
  expect([...browser.cookies.keys()]).toEqual(['JWT'])
  clock.advance(200)
  expect(await browser.call('refreshToken', {})).toMatchObject({ success: true, token: null })
  clock.advance(200)
  expect(await browser.ask(ME)).toEqual(user2)
})

it('without a cookie and an argument: invalid_token', async () => {
  const { url } = await startWorld()
  expect(await openBrowser(url).call('refreshToken', {})).toEqual(
    refusedFor('refreshToken', wire.invalidToken),
  )
})

it('S28: a user who ends the session has no cookie any longer', async () => {
  const { url } = await startWorld()
  const browser = openBrowser(url)
  await browser.call('tokenAuth', LOGIN)
  await browser.call('revokeAllSessions', {})
  expect(browser.cookies.size).toBe(0)
})
