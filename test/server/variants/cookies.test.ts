import { describe, expect, it } from 'vitest'
import { createApp } from '../../../src/app.js'
import { StartError } from '../../../src/errors/start-error.js'
import { createHttpServer } from '../../../src/server.js'
import { listen } from '../../support/server.js'
import { done, refusedFor, wire } from '../support/answers.js'
import { type Browser, openBrowser } from '../support/browser.js'
import { captureLog } from '../support/captured-log.js'
import { mutationOf, mutationsText } from '../support/flavor.js'
import { PASSWORD } from '../support/people.js'
import { startWorld, type WorldOptions } from '../support/world.js'

const ME = '{ me { username } }'
const nobody = { me: null }
const user2 = { me: { username: 'user2' } }
const LOGIN = { username: 'user2', password: PASSWORD }
const GOOD = 'correct horse battery'
const passwords = { newPassword1: GOOD, newPassword2: GOOD }
const JSON_ONLY = { 'content-type': 'application/json' }

/** A server and a browser in which the second user is logged in. */
async function loggedIn(options: WorldOptions = {}) {
  const world = await startWorld(options)
  const browser = openBrowser(world.url)
  const answer = await browser.call('tokenAuth', LOGIN)
  return { world, browser, answer }
}

const cookieOf = ({ cookies }: Browser, name: string) => cookies.get(name)?.value ?? ''

describe('a login from a page of another site', () => {
  it('says once in the log that browsers do not keep its cookies', async () => {
    const world = await startWorld()
    const log = captureLog(world.app)
    const browser = openBrowser(world.url)
    await browser.call('tokenAuth', LOGIN, { 'sec-fetch-site': 'same-site' })
    const notes = () => log.events().filter(({ event }) => event === 'cookies_not_kept')
    expect(notes()).toEqual([])
    for (const _ of [1, 2])
      await browser.call('tokenAuth', LOGIN, { 'sec-fetch-site': 'cross-site' })
    expect(notes()).toHaveLength(1)
    expect(notes()[0]).toMatchObject({
      level: 40,
      msg: expect.stringContaining('JWT_COOKIE_SAMESITE'),
    })
  })
})

describe('the cookies of a login', () => {
  it('S28: hold both tokens, which the answer does not', async () => {
    const { browser, answer } = await loggedIn()
    expect(answer).toMatchObject({ success: true, token: null, refreshToken: null })
    expect([...browser.cookies.keys()]).toEqual(['JWT', 'JWT-refresh-token'])
    expect(cookieOf(browser, 'JWT')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/)
    expect(cookieOf(browser, 'JWT-refresh-token')).toMatch(/^[0-9a-f]{40}$/)
    expect(await browser.ask(ME)).toEqual(user2)
  })

  it('S28: are HttpOnly, SameSite=Lax, and live as long as their tokens', async () => {
    const { browser } = await loggedIn()
    const attributes = { path: '/', httpOnly: true, sameSite: 'lax' }
    expect(browser.cookies.get('JWT')).toMatchObject({ ...attributes, maxAge: 300 })
    expect(browser.cookies.get('JWT-refresh-token')).toMatchObject({
      ...attributes,
      maxAge: 7 * 86_400,
    })
    expect(browser.cookies.get('JWT')).not.toHaveProperty('domain')
    expect(browser.cookies.get('JWT')).not.toHaveProperty('secure')
  })

  it('S28: live no longer than the session', async () => {
    const { browser } = await loggedIn({ GRAPHQL_AUTH: { REFRESH_FAMILY_LIFETIME: '2m' } })
    for (const { maxAge } of browser.cookies.values()) expect(maxAge).toBe(120)
  })

  it('S28: are Secure and have the prefix __Host- when they can', async () => {
    const { browser } = await loggedIn({ GRAPHQL_JWT: { JWT_COOKIE_SECURE: true } })
    expect([...browser.cookies.keys()]).toEqual(['__Host-JWT', '__Host-JWT-refresh-token'])
    for (const { secure } of browser.cookies.values()) expect(secure).toBe(true)
    expect(await browser.ask(ME)).toEqual(user2)
  })

  it('S28: are Secure in production whatever JWT_COOKIE_SECURE says', async () => {
    const { app } = await startWorld({ GRAPHQL_JWT: { JWT_COOKIE_SECURE: false } })
    const url = await listen({ ...app, env: { ...app.env, mode: 'production' } })
    const browser = openBrowser(url)
    await browser.call('tokenAuth', LOGIN)
    expect(browser.cookies.get('__Host-JWT')).toMatchObject({ secure: true, httpOnly: true })
  })

  it.each([
    [{ JWT_COOKIE_PATH: '/graphql' }, { path: '/graphql' }],
    [{ JWT_COOKIE_DOMAIN: 'example.com' }, { domain: 'example.com' }],
  ] as const)('S28: have no such prefix with %j', async (setting, attribute) => {
    const GRAPHQL_JWT = { JWT_COOKIE_SECURE: true, ...setting }
    const { browser } = await loggedIn({ GRAPHQL_JWT })
    expect(browser.cookies.get('JWT')).toMatchObject({ secure: true, ...attribute })
  })

  it('have the names of JWT_COOKIE_NAME and JWT_REFRESH_TOKEN_COOKIE_NAME', async () => {
    const GRAPHQL_JWT = { JWT_COOKIE_NAME: 'access', JWT_REFRESH_TOKEN_COOKIE_NAME: 'refresh' }
    const { browser } = await loggedIn({ GRAPHQL_JWT })
    expect([...browser.cookies.keys()]).toEqual(['access', 'refresh'])
    expect(await browser.ask(ME)).toEqual(user2)
  })

  it.each([
    ['Strict', 'strict'],
    ['none', 'none'],
  ] as const)('have the SameSite of JWT_COOKIE_SAMESITE: %s', async (said, sameSite) => {
    const GRAPHQL_JWT = { JWT_COOKIE_SAMESITE: said, JWT_COOKIE_SECURE: true }
    const { browser } = await loggedIn({ GRAPHQL_JWT })
    expect(browser.cookies.get('__Host-JWT')).toMatchObject({ sameSite })
  })

  it.each([
    [{ JWT_COOKIE_SAMESITE: 'None' }, 'JWT_COOKIE_SAMESITE: '],
    [{ JWT_COOKIE_NAME: 'x', JWT_REFRESH_TOKEN_COOKIE_NAME: 'x' }, 'JWT_COOKIE_NAME and '],
  ] as const)('cannot be made with %j: the server does not start', async (setting, line) => {
    const { app } = await startWorld({ people: [] })
    const settings = {
      ...app.settings,
      GRAPHQL_JWT: { ...app.settings.GRAPHQL_JWT, ...setting },
    }
    const other = await createApp({ ...app, settings })
    const error: unknown = await createHttpServer(other).catch((reason: unknown) => reason)
    await other.close()
    expect(error).toBeInstanceOf(StartError)
    expect(error).toMatchObject({ lines: [expect.stringContaining(line)] })
  })

  it('are there after register and passwordChange too', async () => {
    const world = await startWorld()
    const browser = openBrowser(world.url)
    const anna = { username: 'anna', email: 'anna@email.com', password1: GOOD, password2: GOOD }
    expect(await browser.call('register', anna)).toMatchObject({ token: null, refreshToken: null })
    expect(await browser.ask(ME)).toEqual({ me: { username: 'anna' } })
    await browser.call('tokenAuth', LOGIN)
    const before = cookieOf(browser, 'JWT')
    const change = { oldPassword: PASSWORD, ...passwords }
    expect(await browser.call('passwordChange', change)).toEqual(done('passwordChange'))
    expect(cookieOf(browser, 'JWT')).not.toBe(before)
    expect(await browser.ask(ME)).toEqual(user2)
  })
})

describe('requests with cookies', () => {
  it('S28: must carry the header that no page of another site can send', async () => {
    const { browser, world } = await loggedIn()
    const cookie = `JWT=${cookieOf(browser, 'JWT')}`
    const url = `${world.url}/graphql`
    const { query, variables } = mutationOf('archiveAccount', { password: PASSWORD })
    const bodies: [string, string][] = [
      ['application/json', JSON.stringify({ query, variables })],
      ['text/plain', JSON.stringify({ query, variables })],
      ['application/x-www-form-urlencoded', new URLSearchParams({ query }).toString()],
    ]
    for (const [type, body] of bodies) {
      const headers = { 'content-type': type, cookie }
      const response = await fetch(url, { method: 'POST', headers, body })
      expect([403, 415], type).toContain(response.status)
      expect(await response.text()).not.toContain('"success"')
    }
    const get = await fetch(`${url}?query=${encodeURIComponent(ME)}`, { headers: { cookie } })
    expect(get.status).toBe(403)
    expect(await browser.ask(ME)).toEqual(user2)
  })

  it('S28: may come with that header from the front end, and from nowhere else', async () => {
    const { world } = await loggedIn()
    const preflight = (origin: string) =>
      fetch(`${world.url}/graphql`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type,x-graphql-yoga-csrf',
        },
      })
    const own = await preflight('http://localhost:3000')
    expect(own.headers.get('access-control-allow-origin')).toBe('http://localhost:3000')
    expect(own.headers.get('access-control-allow-credentials')).toBe('true')
    expect(own.headers.get('access-control-allow-headers')).toContain('x-graphql-yoga-csrf')
    const evil = await preflight('https://evil.example')
    expect(evil.headers.get('access-control-allow-origin')).not.toBe('https://evil.example')
  })

  it('S28: are refused where a browser says that they come from elsewhere', async () => {
    const { world } = await loggedIn()
    const statusFrom = async (headers: Record<string, string>) => {
      const all = { ...JSON_ONLY, 'x-graphql-yoga-csrf': '1', ...headers }
      const init = { method: 'POST', headers: all, body: JSON.stringify({ query: ME }) }
      const response = await fetch(`${world.url}/graphql`, init)
      const { errors } = await response.json()
      return [response.status, errors?.[0]?.extensions.code]
    }
    for (const origin of ['https://evil.example', 'null', 'http://localhost:3001', 'x']) {
      expect(await statusFrom({ origin })).toEqual([403, 'ORIGIN_NOT_ALLOWED'])
    }
    expect(await statusFrom({ origin: 'http://localhost:3000' })).toEqual([200, undefined])
    // GraphiQL is a page of the server itself.
    const own = { origin: world.url, 'sec-fetch-site': 'same-origin' }
    expect(await statusFrom(own)).toEqual([200, undefined])
  })

  it('may have a token in the header, which wins', async () => {
    const { browser, world } = await loggedIn()
    const other = openBrowser(world.url)
    await other.call('tokenAuth', { ...LOGIN, username: 'user4' })
    const authorization = `JWT ${cookieOf(other, 'JWT')}`
    expect(await browser.ask(ME, {}, { authorization })).toEqual({ me: { username: 'user4' } })
    expect(await browser.ask(ME, {}, { authorization: 'JWT garbage' })).toEqual(nobody)
  })

  it.each(['garbage', '', '%', '"'])('are anonymous with the cookie %j', async (value) => {
    const { url } = await startWorld()
    const cookie = `JWT=${value}; JWT-refresh-token=${value}`
    expect(await openBrowser(url).ask(ME, {}, { cookie })).toEqual(nobody)
  })
})

describe('refreshToken', () => {
  it('takes the cookie, and gives new ones', async () => {
    const { browser, world } = await loggedIn()
    const before = cookieOf(browser, 'JWT-refresh-token')
    world.clock.advance(300)
    expect(await browser.ask(ME)).toEqual(nobody)
    expect(await browser.call('refreshToken', {})).toEqual(
      done('refreshToken', { payload: expect.objectContaining({ username: 'user2' }) }),
    )
    expect(cookieOf(browser, 'JWT-refresh-token')).not.toBe(before)
    expect(await browser.ask(ME)).toEqual(user2)
  })

  it('takes the argument rather than the cookie', async () => {
    const { browser, world } = await loggedIn()
    const other = openBrowser(world.url)
    await other.call('tokenAuth', { ...LOGIN, username: 'user4' })
    const refreshToken = cookieOf(other, 'JWT-refresh-token')
    expect(await browser.call('refreshToken', { refreshToken })).toMatchObject({
      payload: { username: 'user4' },
    })
  })

  it.each(['refreshToken', 'revokeToken'])('%s: invalid_token without either', async (mutation) => {
    const { url } = await startWorld()
    expect(await openBrowser(url).call(mutation, {})).toEqual(
      refusedFor(mutation, wire.invalidToken),
    )
  })

  it('clears the cookies of a session that has ended', async () => {
    const { browser, world } = await loggedIn()
    world.clock.advance(600)
    const thief = openBrowser(world.url)
    for (const [name, cookie] of browser.cookies) thief.cookies.set(name, cookie)
    await browser.call('refreshToken', {})
    world.clock.advance(10)
    expect(await thief.call('refreshToken', {})).toMatchObject({ success: false })
    expect(thief.cookies.size).toBe(0)
    expect(await browser.call('refreshToken', {})).toMatchObject({ success: false })
    expect(browser.cookies.size).toBe(0)
  })
})

describe('several mutations in one request', () => {
  it('leave the cookies that one of them has set', async () => {
    const { browser } = await loggedIn()
    await browser.ask(
      mutationsText({
        a: [
          'passwordChange',
          `oldPassword: "${PASSWORD}", newPassword1: "${GOOD}", newPassword2: "${GOOD}"`,
        ],
        b: ['updateAccount', 'firstName: "Joe"'],
      }),
    )
    expect(browser.cookies.size).toBe(2)
    expect(await browser.ask(ME)).toEqual(user2)
  })

  it('take them back that one has set and another ended', async () => {
    const { url } = await startWorld()
    const browser = openBrowser(url)
    const answer = await browser.ask(
      mutationsText({
        a: ['tokenAuth', `username: "user2", password: "${PASSWORD}"`],
        b: ['revokeToken', ''],
      }),
    )
    expect(answer).toMatchObject({ a: { success: true }, b: { success: true } })
    expect(browser.cookies.size).toBe(0)
  })
})

describe('a user who ends the session', () => {
  it.each([
    ['revokeToken', {}],
    ['archiveAccount', { password: PASSWORD }],
    ['deleteAccount', { password: PASSWORD }],
    ['revokeAllSessions', {}],
  ])('S28: has no cookies any more: %s', async (mutation, args) => {
    const { browser } = await loggedIn()
    expect(await browser.call(mutation, args)).toMatchObject({ success: true })
    expect(browser.cookies.size).toBe(0)
  })

  it('keeps them when it is another session that ends, or nothing happens', async () => {
    const { browser, world } = await loggedIn()
    await openBrowser(world.url).call('tokenAuth', LOGIN)
    expect(await browser.call('revokeOtherSessions', {})).toMatchObject({ success: true })
    expect(await browser.call('archiveAccount', { password: 'wrong' })).toMatchObject({
      success: false,
    })
    expect(browser.cookies.size).toBe(2)
    expect(await browser.ask(ME)).toEqual(user2)
  })
})

describe('GraphiQL', () => {
  it('sends the header', async () => {
    const { app } = await startWorld()
    const url = await listen({ ...app, env: { ...app.env, mode: 'development' } })
    const page = await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } })
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('x-graphql-yoga-csrf')
  })
})

it('other addresses need no header', async () => {
  const { url } = await startWorld()
  expect((await fetch(`${url}/health`, { headers: JSON_ONLY })).status).toBe(200)
})
