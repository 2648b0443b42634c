import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { breachedPasswords } from '../../../src/passwords/breached-passwords.js'
import { refused, tooSimilar, wire } from '../support/answers.js'
import { startWorld, type World, type WorldOptions } from '../support/world.js'

type Rules = NonNullable<NonNullable<WorldOptions['GRAPHQL_AUTH']>['PASSWORD_VALIDATORS']>

const SUCCESS = { success: true, errors: null }

function start(PASSWORD_VALIDATORS: Rules): Promise<World> {
  return startWorld({ GRAPHQL_AUTH: { PASSWORD_VALIDATORS } })
}

function register({ call }: World, password: string) {
  const anna = { username: 'annaconda', email: 'anna@email.com' }
  return call('register', { ...anna, password1: password, password2: password })
}

describe('PASSWORD_VALIDATORS', () => {
  test.each([
    ['similarity', 'annaconda1', tooSimilar('username')],
    ['common', 'iloveyou1', wire.tooCommon],
    ['numeric', '8675309867530986', wire.entirelyNumeric],
  ])('%s may be left out', async (name, password, problem) => {
    expect(await register(await start({}), password)).toEqual(
      refused('register', { password2: [problem] }),
    )
    expect(await register(await start({ [name]: false }), password)).toMatchObject(SUCCESS)
  })

  test('minLength may be more than 8: the message says how many', async () => {
    const world = await start({ minLength: 15 })
    expect(await register(world, '14 characters!')).toEqual(
      refused('register', {
        password2: [
          {
            message: 'This password is too short. It must contain at least 15 characters.',
            code: 'password_too_short',
          },
        ],
      }),
    )
    expect(await register(world, '15 characters!!')).toMatchObject(SUCCESS)
  })

  test('minLength may be less', async () => {
    expect(await register(await start({ minLength: 4 }), 'zuqw')).toMatchObject(SUCCESS)
  })

  test('all of them hold for a password that is changed', async () => {
    const world = await start({ minLength: 15 })
    const { token } = await world.enter('user2')
    const passwords = { newPassword1: '14 characters!', newPassword2: '14 characters!' }
    expect(
      await world.call('passwordChange', { oldPassword: '123456', ...passwords }, token),
    ).toMatchObject({ errors: { newPassword2: [{ code: 'password_too_short' }] } })
  })
})

const BREACHED = 'correct horse battery'
const DIGEST = createHash('sha1').update(BREACHED).digest('hex').toUpperCase()
const PADDING = `${'0'.repeat(35)}:0`

/** Something like Have I Been Pwned, and a server that asks it. */
async function startWithService(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
) {
  const asked: IncomingMessage[] = []
  const service = createServer((request, response) => {
    asked.push(request)
    answer(request, response)
  })
  service.listen(0, '127.0.0.1')
  await once(service, 'listening')
  onTestFinished(() => {
    service.closeAllConnections()
    service.close()
  })
  const address = service.address()
  if (typeof address !== 'object' || !address) throw new Error('The service has no address.')
  const world = await start({ breached: true })
  const { log } = world.app
  const warn = vi.spyOn(log, 'warn').mockImplementation(() => {})
  world.app.isBreached = breachedPasswords({ url: `http://127.0.0.1:${address.port}/range/`, log })
  return { world, asked, warn }
}

describe('PASSWORD_VALIDATORS.breached', () => {
  const problem = {
    message: 'This password is known from a data breach.',
    code: 'password_breached',
  }

  test('refuses what the service knows, and tells it the first digits only', async () => {
    const { world, asked } = await startWithService((_request, response) =>
      response.end(`${PADDING}\r\n${DIGEST.slice(5)}:3\r\n`),
    )

    expect(await register(world, BREACHED)).toEqual(refused('register', { password2: [problem] }))
    expect(asked.map(({ url, headers }) => [url, headers['add-padding']])).toEqual([
      [`/range/${DIGEST.slice(0, 5)}`, 'true'],
    ])
  })

  test('takes what the service does not know, or names as padding', async () => {
    const { world } = await startWithService((_request, response) =>
      response.end(`${PADDING}\r\n${DIGEST.slice(5)}:0`),
    )
    expect(await register(world, BREACHED)).toMatchObject(SUCCESS)
  })

  test('does not ask about a password that is refused anyway', async () => {
    const { world, asked } = await startWithService((_request, response) => response.end(''))
    await register(world, '123456')
    expect(asked).toEqual([])
  })

  test.each([
    [
      'is out of order',
      (_request: IncomingMessage, response: ServerResponse) => response.writeHead(503).end(),
    ],
    ['does not answer', () => {}],
    ['hangs up', (_request: IncomingMessage, response: ServerResponse) => response.destroy()],
  ])('refuses nothing when the service %s, soon, and logs it', async (_case, answer) => {
    const { world, warn } = await startWithService(answer)
    const begin = performance.now()

    expect(await register(world, BREACHED)).toMatchObject(SUCCESS)

    expect(performance.now() - begin).toBeLessThan(2500)
    expect(warn).toHaveBeenCalledWith(expect.objectContaining({ event: 'breach_check_failed' }))
    expect(JSON.stringify(warn.mock.calls)).not.toContain(BREACHED)
    expect(JSON.stringify(warn.mock.calls)).not.toContain(DIGEST.slice(0, 5))
  })
})
