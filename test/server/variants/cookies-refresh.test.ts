import { expect, it } from 'vitest'
import { openBrowser } from '../support/browser.js'
import { emptyPayload } from '../support/flavor.js'
import { PASSWORD } from '../support/people.js'
import { startWorld } from '../support/world.js'

const ME = '{ me { username } }'
const user2 = { me: { username: 'user2' } }
const LOGIN = { username: 'user2', password: PASSWORD }

it('COOKIE_MODE refresh: the access token is in the answer, the other one in a cookie', async () => {
  const { url } = await startWorld()
  const browser = openBrowser(url)
  const { token } = await browser.call('tokenAuth', LOGIN)
  expect([...browser.cookies.keys()]).toEqual(['JWT-refresh-token'])
  expect(await browser.ask(ME)).toEqual({ me: null })
  const headers = { authorization: `JWT ${token}` }
  expect(await browser.ask(ME, {}, headers)).toEqual(user2)
})

it('COOKIE_MODE refresh: an access token in a cookie lets no one in', async () => {
  const { url } = await startWorld()
  const browser = openBrowser(url)
  const { token } = await browser.call('tokenAuth', LOGIN)
  expect(await browser.ask(ME, {}, { cookie: `JWT=${token}` })).toEqual({ me: null })
})

it('COOKIE_MODE refresh: refreshToken and revokeToken take the cookie', async () => {
  const { url } = await startWorld()
  const browser = openBrowser(url)
  await browser.call('tokenAuth', LOGIN)
  const { token } = await browser.call('refreshToken', {})
  const headers = { authorization: `JWT ${token}` }
  expect(await browser.ask(ME, {}, headers)).toEqual(user2)
  expect(await browser.call('revokeToken', {})).toMatchObject({ success: true })
  expect(browser.cookies.size).toBe(0)
  expect(await browser.ask(ME, {}, headers)).toEqual({ me: null })
})

it('JWT_HIDE_TOKEN_FIELDS: no field for what travels in a cookie', () => {
  for (const mutation of ['register', 'tokenAuth', 'passwordChange', 'refreshToken']) {
    expect(emptyPayload(mutation)).toHaveProperty('token')
    expect(emptyPayload(mutation)).not.toHaveProperty('refreshToken')
  }
})
