import { describe, expect, it } from 'vitest'
import { done } from '../support/answers.js'
import { behindProxy, codeOf, from } from '../support/attempts.js'
import { captureLog } from '../support/captured-log.js'
import { PASSWORD } from '../support/people.js'
import { type Payload, startWorld, type World } from '../support/world.js'

const GOOD = 'correct horse battery'

const account = (username: string, email: string, password = GOOD) => ({
  username,
  email,
  password1: password,
  password2: password,
})

const TAKEN = account('anna', 'user2@email.com')
const FREE = account('anna', 'anna@email.com')
const TAKEN_NAME = account('user2', 'anna@email.com')

async function codesOf(call: World['call'], forms: object[]): Promise<(string | undefined)[]> {
  const codes: (string | undefined)[] = []
  for (const form of forms) codes.push(codeOf(await call('register', { ...form })))
  return codes
}

describe('answers that tell who has an account', () => {
  it('end for a network address that was told so often, whatever it asks then', async () => {
    const RATE_LIMIT = { uniqueByAddress: '3/15m' }
    const world = await startWorld({ ...behindProxy, GRAPHQL_AUTH: { RATE_LIMIT } })
    const log = captureLog(world.app)
    expect(await codesOf(world.call, [TAKEN, TAKEN_NAME, TAKEN])).toEqual(Array(3).fill('unique'))
    const weak = account('user2', 'anna@email.com', '1')
    expect(await codesOf(world.call, [TAKEN, TAKEN_NAME, FREE, weak])).toEqual(
      Array(4).fill('too_many_attempts'),
    )
    expect(log.events().filter(({ event }) => event === 'question_limited')).toHaveLength(1)
    expect(codeOf(await world.call('register', TAKEN, from('192.0.2.1')))).toBe('unique')
  })

  it('are counted, mistakes and new accounts are not', async () => {
    const RATE_LIMIT = { uniqueByAddress: '1/15m' }
    const { call } = await startWorld({ GRAPHQL_AUTH: { RATE_LIMIT } })
    const weak = Array(3).fill(account('bert', 'bert@email.com', '1'))
    expect(await codesOf(call, [...weak, account('bert', 'bert@email.com')])).toEqual([
      ...Array(3).fill('password_too_short'),
      undefined,
    ])
    expect(await codesOf(call, [TAKEN, TAKEN])).toEqual(['unique', 'too_many_attempts'])
  })

  it('end when no more accounts can be made', async () => {
    const RATE_LIMIT = { registerByAddress: '2/1h' }
    const { call } = await startWorld({ GRAPHQL_AUTH: { RATE_LIMIT } })
    await codesOf(call, [account('bert', 'bert@email.com'), account('carl', 'carl@email.com')])
    const answers: Payload[] = []
    for (const form of [TAKEN, TAKEN_NAME, FREE]) answers.push(await call('register', form))
    expect(new Set(answers.map(codeOf))).toEqual(new Set(['too_many_attempts']))
  })

  it('50 at once are no more than the limit', async () => {
    const RATE_LIMIT = { uniqueByAddress: '5/15m' }
    const { call } = await startWorld({ GRAPHQL_AUTH: { RATE_LIMIT } })
    const answers = await Promise.all(Array.from({ length: 50 }, () => call('register', TAKEN)))
    const told = answers.filter((answer) => codeOf(answer) === 'unique')
    expect(told.length).toBeLessThanOrEqual(5)
  })

  it('end for second addresses, too', async () => {
    const RATE_LIMIT = { uniqueByAddress: '2/15m' }
    const { call, enter } = await startWorld({ GRAPHQL_AUTH: { RATE_LIMIT } })
    const { token } = await enter('user2')
    const codes: (string | undefined)[] = []
    for (const email of ['user1@email.com', 'user4@email.com', 'user5@email.com', 'a@email.com']) {
      const args = { email, password: PASSWORD }
      codes.push(codeOf(await call('sendSecondaryEmailActivation', args, token)))
    }
    expect(codes).toEqual(['unique', 'unique', 'too_many_attempts', 'too_many_attempts'])
  })
})

describe('changes that the owner is told of', () => {
  it('are limited by account, and a reset by mail is not', async () => {
    const RATE_LIMIT = { changeByAccount: '4/1h' }
    const { call, enter, mails, lastMail } = await startWorld({ GRAPHQL_AUTH: { RATE_LIMIT } })
    const { token } = await enter('user4')
    const codes: (string | undefined)[] = []
    for (let count = 0; count < 6; count += 1) {
      codes.push(codeOf(await call('swapEmails', { password: PASSWORD }, token)))
    }
    expect(codes.slice(3)).toEqual([undefined, 'too_many_attempts', 'too_many_attempts'])
    expect(await mails()).toHaveLength(4)
    const change = { oldPassword: PASSWORD, newPassword1: GOOD, newPassword2: GOOD }
    expect(codeOf(await call('passwordChange', change, token))).toBe('too_many_attempts')
    const removal = await call('removeSecondaryEmail', { password: PASSWORD }, token)
    expect(codeOf(removal)).toBe('too_many_attempts')

    await call('sendPasswordResetEmail', { email: 'user4@email.com' })
    const passwords = { newPassword1: GOOD, newPassword2: GOOD }
    const { token: link } = await lastMail()
    expect(await call('passwordReset', { token: link, ...passwords })).toEqual(
      done('passwordReset'),
    )
  })

  it('count when they are made only', async () => {
    const RATE_LIMIT = { changeByAccount: '1/1h' }
    const { call, enter } = await startWorld({ GRAPHQL_AUTH: { RATE_LIMIT } })
    const { token } = await enter('user2')
    const change = { oldPassword: PASSWORD, newPassword1: '1', newPassword2: '1' }
    for (let count = 0; count < 3; count += 1) await call('passwordChange', change, token)
    const good = { ...change, newPassword1: GOOD, newPassword2: GOOD }
    expect(await call('passwordChange', good, token)).toMatchObject({ success: true })
  })
})
