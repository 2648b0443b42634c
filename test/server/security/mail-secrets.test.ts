import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { hashToken } from '../../../src/crypto/tokens.js'
import { MailError } from '../../../src/mail/mailer.js'
import { done } from '../support/answers.js'
import { mutationOf, mutationText } from '../support/flavor.js'
import { dump } from '../support/outside.js'
import { PASSWORD } from '../support/people.js'
import { startWorld, type World } from '../support/world.js'

const GOOD = 'correct horse battery'
const anna = { username: 'anna', email: 'anna@email.com', password1: GOOD, password2: GOOD }

/** Every mutation that mails a link. */
const CAUSES: [mutation: string, args: Record<string, string>, username?: string][] = [
  ['register', anna],
  ['resendActivationEmail', { email: 'user1@email.com' }],
  ['sendPasswordResetEmail', { email: 'user2@email.com' }],
  ['sendSecondaryEmailActivation', { email: 'second@email.com', password: PASSWORD }, 'user2'],
]

describe('S8: the database', () => {
  it('S8: holds no token of a mail or an answer, neither before a mail is sent nor after', async () => {
    const world = await startWorld()
    world.app.log.level = 'silent'
    const { app, call, clock, enter } = world
    const { send } = app.mailer
    app.mailer.send = async () => {
      throw new MailError('Out of order.')
    }
    const answers: unknown[] = []
    for (const [mutation, args, username] of CAUSES) {
      const caller = username ? (await enter(username)).token : {}
      answers.push(...Object.values(await call(mutation, args, caller)))
    }
    const { refreshToken } = await enter('user4')
    answers.push(...Object.values(await call('refreshToken', { refreshToken })), refreshToken)
    const before = await dump(app.env.database)
    app.mailer.send = send
    clock.advance(60)
    const mails = await world.mails()
    const after = await dump(app.env.database)

    expect(mails).toHaveLength(CAUSES.length)
    const tokens = mails.map(({ token }) => token)
    const secrets = answers.filter((value) => typeof value === 'string')
    expect(secrets.length).toBeGreaterThanOrEqual(4)
    for (const stored of [before, after]) {
      expect(stored).toContain(anna.email)
      for (const token of tokens) expect(stored).toContain(hashToken(token))
      for (const secret of [...tokens, ...secrets, GOOD]) expect(stored).not.toContain(secret)
    }
  })

  it('S8: the tokens of mails have 256 bits, and no two are alike', async () => {
    const world = await startWorld()
    for (const [mutation, args] of CAUSES.slice(0, 3)) await world.call(mutation, args)
    for (const [mutation, args] of CAUSES.slice(1, 3)) await world.call(mutation, args)
    const tokens = (await world.mails()).map(({ token }) => token)
    for (const token of tokens) expect(token).toMatch(/^[0-9a-f]{64}$/)
    expect(new Set(tokens).size).toBe(5)
  })
})

describe('S10: the links of mails', () => {
  const evil = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'http',
    forwarded: 'host=evil.example;proto=http',
    referer: 'https://evil.example/',
  }

  /** Sends a request whose headers and target are as they are given. */
  async function send(
    { url }: World,
    body: object,
    { path, headers }: { path: string; headers: Record<string, string> },
  ): Promise<string> {
    const { hostname, port } = new URL(url)
    return new Promise((resolve, reject) => {
      const options = { method: 'POST', hostname, port, path }
      const message = request({
        ...options,
        headers: { 'content-type': 'application/json', ...headers },
      })
      message.on('response', (response) => text(response).then(resolve, reject))
      message.on('error', reject)
      message.end(JSON.stringify(body))
    })
  }

  it.each(CAUSES)('S10: %s asks no one but FRONTEND_URL', async (mutation, args, username) => {
    const world = await startWorld({ env: { FRONTEND_URL: 'https://app.example.com' } })
    const authorization = username ? `JWT ${(await world.enter(username)).token}` : 'none'
    const body = mutationOf(mutation, args)
    const headers = { ...evil, authorization }
    expect(await send(world, body, { path: '/graphql', headers })).toContain('"success":true')
    // Whether such a target is answered does not matter here.
    await send(world, body, { path: 'http://evil.example/graphql', headers })
    const mails = await world.mails()
    expect(mails.length).toBeGreaterThan(0)
    for (const { link, token, parsed } of mails) {
      expect(link).toBe(`https://app.example.com/${link.split('/')[3]}/${token}`)
      expect(JSON.stringify(parsed)).not.toContain('evil.example')
    }
  })
})

describe('S11: opening a link', () => {
  it('S11: uses nothing up, by whatever path and method', async () => {
    const world = await startWorld()
    await world.call('resendActivationEmail', { email: 'user1@email.com' })
    const { token } = await world.lastMail()
    const query = encodeURIComponent(mutationText('verifyAccount', `token: "${token}"`))
    for (const path of [`/activate/${token}`, `/graphql?query=${query}`, `/${token}`]) {
      for (const method of ['GET', 'HEAD', 'OPTIONS']) {
        const headers = { accept: 'application/json, text/html' }
        const { status } = await fetch(world.url + path, { method, headers })
        if (method === 'GET') expect(status).toBeGreaterThanOrEqual(400)
      }
    }
    expect(await world.see('user1')).toMatchObject({ verified: false })
    expect(await world.call('verifyAccount', { token })).toEqual(done('verifyAccount'))
  })
})
