import { expect, it, vi } from 'vitest'
import { sendAccountMail } from '../../../src/mail/account-mails.js'
import { User } from '../../../src/users/user.entity.js'
import { startSink } from '../support/smtp-sink.js'
import { startWorld } from '../support/world.js'

const client = { ip: '127.0.0.1', userAgent: 'test' }

it.each(['outbox', false] as const)(
  'EMAIL_ASYNC_TASK %j: a transaction that is done again sends its mail once',
  async (EMAIL_ASYNC_TASK) => {
    const sink = await startSink()
    const { app } = await startWorld({
      GRAPHQL_AUTH: { EMAIL_ASYNC_TASK },
      env: { EMAIL_URL: sink.url },
    })
    let attempts = 0
    let begun = 0
    const change = (id: number, other: number) =>
      app.database.transaction(async (manager) => {
        attempts += 1
        await manager.update(User, { id }, { lastName: 'x' })
        const user = await manager.findOneByOrFail(User, { id })
        await sendAccountMail({ app, client }, manager, {
          kind: 'passwordReset',
          user,
          to: `user${id}@email.com`,
        })
        begun += 1
        // Until the other one has its first row, too.
        await vi.waitFor(() => expect(begun).toBeGreaterThan(1), { timeout: 10_000 })
        await manager.update(User, { id: other }, { lastName: 'x' })
      })
    await Promise.all([change(2, 4), change(4, 2)])
    await app.mailDispatcher.flush()
    expect(attempts).toBeGreaterThan(2)
    expect(sink.mails.flatMap(({ recipients }) => recipients).sort()).toEqual([
      'user2@email.com',
      'user4@email.com',
    ])
  },
)
