import { expect, it } from 'vitest'
import { z } from 'zod'
import { done } from './support/answers.js'
import type { Answer } from './support/client.js'
import * as operation from './support/operations.js'
import { startServer, USERS } from './support/server.js'
import { user2 } from './support/users.js'

const sessions = z.object({
  sessions: z.array(z.object({ id: z.string(), isCurrent: z.boolean() })),
})

function sessionsOf({ data }: Answer) {
  return sessions.parse(data).sessions
}

it('lists where one is logged in, the newest first', async () => {
  const { graphql, logIn, clock } = await startServer({ fixtures: [USERS] })
  const { token } = await logIn(user2)
  clock.advance(60)
  await logIn(user2)

  const list = sessionsOf(await graphql(operation.sessions, {}, token))

  expect(list.map(({ isCurrent }) => isCurrent)).toEqual([false, true])
})

it('ends one session, every other one, or all', async () => {
  const { graphql, logIn, whoIs } = await startServer({ fixtures: [USERS] })
  const { token } = await logIn(user2)
  const lost = await logIn(user2)
  const [{ id } = { id: '' }] = sessionsOf(await graphql(operation.sessions, {}, token)).filter(
    ({ isCurrent }) => !isCurrent,
  )

  expect(await graphql(operation.revokeSession, { id }, token)).toEqual({
    data: { revokeSession: done },
  })
  expect(await whoIs(lost.token)).toBeNull()

  const other = await logIn(user2)
  await graphql(operation.revokeOtherSessions, {}, token)
  expect(await whoIs(other.token)).toBeNull()
  expect(await whoIs(token)).toBe(2)

  await graphql(operation.revokeAllSessions, {}, token)
  expect(await whoIs(token)).toBeNull()
})
