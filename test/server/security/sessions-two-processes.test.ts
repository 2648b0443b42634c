import { expect, it } from 'vitest'
import { startProcesses } from '../support/processes.js'

const ME = '{ me { username } }'

it('S14: 20 refreshes with one token by two servers get one and the same', {
  timeout: 90_000,
}, async () => {
  const { servers } = await startProcesses(2)
  const [one] = servers
  const { refreshToken } = (await one?.enter('user2')) ?? {}
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => servers).flatMap((both) =>
      both.map(({ call }) => call('refreshToken', { refreshToken })),
    ),
  )
  expect(answers).toHaveLength(20)
  for (const answer of answers) expect(answer).toMatchObject({ success: true })
  const tokens = new Set(answers.map((answer) => answer.refreshToken))
  expect(tokens.size).toBe(1)

  for (const { call, ask } of servers) {
    const [next] = tokens
    const answer = await call('refreshToken', { refreshToken: next })
    expect(answer).toMatchObject({ success: true })
    expect(await ask(ME, {}, String(answer.token))).toEqual({ data: { me: { username: 'user2' } } })
  }
})

it('S17: a session that ended at one server is dead at the other at once', {
  timeout: 90_000,
}, async () => {
  const { servers } = await startProcesses(2)
  const [one, two] = servers
  const { token = '', refreshToken } = (await one?.enter('user2')) ?? {}
  expect(await two?.ask(ME, {}, token)).toEqual({ data: { me: { username: 'user2' } } })
  await one?.call('revokeToken', { refreshToken })
  expect(await two?.ask(ME, {}, token)).toEqual({ data: { me: null } })
})
