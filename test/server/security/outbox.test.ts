import { describe, expect, it, vi } from 'vitest'
import { OutboxMail } from '../../../src/mail/outbox-mail.entity.js'
import { databaseUrl } from '../../support/database.js'
import { done, refusedFor, wire } from '../support/answers.js'
import { mutationOf } from '../support/flavor.js'
import { breakInserts } from '../support/outside.js'
import { PASSWORD } from '../support/people.js'
import { deadPort, startSink, unfold } from '../support/smtp-sink.js'
import { startWorld, type World, type WorldOptions } from '../support/world.js'

const GOOD = 'correct horse battery'
const passwords = { newPassword1: GOOD, newPassword2: GOOD }
const anna = { username: 'anna', email: 'anna@email.com', password1: GOOD, password2: GOOD }
const user2 = { email: 'user2@email.com' }
const [MINUTE, HOUR] = [60, 3600]

/** A server whose mail server is at this address; failures are not printed. */
async function worldWith(url: string, options: WorldOptions = {}): Promise<World> {
  const world = await startWorld({ ...options, env: { EMAIL_URL: url, ...options.env } })
  world.app.log.level = 'silent'
  return world
}

const waiting = ({ app }: World) => app.database.reader.find(OutboxMail, { order: { id: 'ASC' } })

/** Lets time go by, and sends what is due then. */
async function later({ app, clock }: World, seconds: number): Promise<void> {
  clock.advance(seconds)
  await app.mailDispatcher.flush()
}

describe('S58: while no mail server is there', () => {
  it('S58: register succeeds, and its mail arrives once when the mail server is back', async () => {
    const port = await deadPort()
    const world = await worldWith(`smtp://127.0.0.1:${port}`, { people: [] })
    expect(await world.call('register', anna)).toMatchObject({ success: true })
    expect(await waiting(world)).toMatchObject([
      { attempts: 1, deadAt: null, reason: expect.stringContaining('ECONNREFUSED') },
    ])
    const sink = await startSink({ port })
    await later(world, MINUTE)
    await later(world, 24 * HOUR)
    expect(sink.mails).toMatchObject([{ recipients: [anna.email] }])
    expect(await waiting(world)).toEqual([])
    const [mail] = sink.mails
    expect(await world.call('verifyAccount', { token: mail?.token })).toEqual(done('verifyAccount'))
  })

  it('S58: a link lives from when it is sent, not from when it was asked for', async () => {
    const port = await deadPort()
    const world = await worldWith(`smtp://127.0.0.1:${port}`)
    await world.call('sendPasswordResetEmail', user2)
    const sink = await startSink({ port })
    await later(world, 2 * HOUR)
    world.clock.advance(HOUR - 1)
    const reset = { token: sink.mails[0]?.token, ...passwords }
    expect(await world.call('passwordReset', reset)).toEqual(done('passwordReset'))

    await world.call('sendPasswordResetEmail', user2)
    world.clock.advance(HOUR)
    expect(
      await world.call('passwordReset', { ...reset, token: sink.mails.at(-1)?.token }),
    ).toMatchObject({ success: false })
  })

  it('S58: it is retried at growing intervals, and given up after a day', async () => {
    const world = await worldWith(`smtp://127.0.0.1:${await deadPort()}`)
    const error = vi.spyOn(world.app.log, 'error')
    const start = world.clock.now().getTime()
    await world.call('sendPasswordResetEmail', user2)
    const delays: number[] = []
    for (;;) {
      const [mail] = await waiting(world)
      if (!mail || mail.deadAt) break
      const delay = (mail.nextAttemptAt.getTime() - world.clock.now().getTime()) / 1000
      delays.push(delay)
      await later(world, delay)
    }
    const hours = (world.clock.now().getTime() - start) / 1000 / HOUR
    expect(delays[0]).toBeLessThan(15)
    expect(Math.max(...delays)).toBeLessThanOrEqual(40 * MINUTE)
    expect(hours).toBeGreaterThan(20)
    expect(hours).toBeLessThan(30)
    expect(error.mock.calls).toEqual([
      [{ event: 'mail_dead', mailId: 1, kind: 'passwordReset', userId: 2, ...unknown }],
    ])
  })
})

const unknown = { attempts: expect.any(Number), reason: expect.any(String) }

describe('S58: a mail server', () => {
  it('S58: that is slow keeps no one waiting', async () => {
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    const sink = await startSink({ whenReceived: () => released })
    const world = await worldWith(sink.url, { people: [] })
    const { query, variables } = mutationOf('register', anna)
    expect(await world.ask(query, variables)).toMatchObject({
      data: { register: { success: true } },
    })
    await vi.waitFor(() => expect(sink.mails).toHaveLength(1), { timeout: 10_000 })
    release()
    await world.app.mailDispatcher.flush()
    expect(sink.mails).toHaveLength(1)
    expect(await waiting(world)).toEqual([])
  })

  it('S58: that takes it later gets it later, and once', async () => {
    const answers = [450, 421, null]
    const sink = await startSink({ refuse: () => answers.shift() ?? null })
    const world = await worldWith(sink.url)
    await world.call('sendPasswordResetEmail', user2)
    expect(await waiting(world)).toMatchObject([{ attempts: 1, deadAt: null }])
    await later(world, MINUTE)
    expect(await waiting(world)).toMatchObject([{ attempts: 2, deadAt: null }])
    await later(world, HOUR)
    expect(await waiting(world)).toEqual([])
    await later(world, HOUR)
    expect(sink.mails).toHaveLength(1)
  })

  it('S58: that refuses the recipient for good is not asked again', async () => {
    let asked = 0
    const sink = await startSink({
      refuse: () => {
        asked += 1
        return 550
      },
    })
    const world = await worldWith(sink.url)
    const error = vi.spyOn(world.app.log, 'error')
    await world.call('sendPasswordResetEmail', user2)
    await later(world, 24 * HOUR)
    expect(asked).toBe(1)
    expect(await waiting(world)).toMatchObject([{ attempts: 1, deadAt: expect.any(Date) }])
    expect(error).toHaveBeenCalledTimes(1)
    expect(JSON.stringify(error.mock.calls)).not.toContain(user2.email)
  })
})

describe('S58: a mail that waits', () => {
  it('S58: is not sent when a newer one makes its link useless', async () => {
    const port = await deadPort()
    const world = await worldWith(`smtp://127.0.0.1:${port}`)
    await world.call('sendPasswordResetEmail', user2)
    await world.call('sendPasswordResetEmail', user2)
    const sink = await startSink({ port })
    await later(world, MINUTE)
    expect(sink.mails).toHaveLength(1)
    const reset = { token: sink.mails[0]?.token, ...passwords }
    expect(await world.call('passwordReset', reset)).toEqual(done('passwordReset'))
  })

  it('S58: is not sent when its user is gone, who is told of that', async () => {
    const port = await deadPort()
    const url = `smtp://127.0.0.1:${port}`
    const world = await worldWith(url, { GRAPHQL_AUTH: { ALLOW_DELETE_ACCOUNT: true } })
    await world.call('sendPasswordResetEmail', user2)
    const { token } = await world.enter('user2')
    await world.call('deleteAccount', { password: PASSWORD }, token)
    const sink = await startSink({ port })
    await later(world, MINUTE)
    expect(sink.mails).toMatchObject([{ recipients: [user2.email], token: '' }])
  })

  it('S58: is sent with its link after SECRET_KEY was changed', async () => {
    const before = await worldWith(`smtp://127.0.0.1:${await deadPort()}`)
    await before.call('sendPasswordResetEmail', user2)
    await before.app.mailDispatcher.stop()
    const sink = await startSink()
    const after = await worldWith(sink.url, {
      people: [],
      env: {
        SECRET_KEY: 'another-key-another-key-another-key-another-key',
        SECRET_KEY_FALLBACKS: before.app.env.secretKey,
        DATABASE_URL: databaseUrl(before.app.env),
      },
    })
    await later(after, MINUTE)
    const reset = { token: sink.mails[0]?.token, ...passwords }
    expect(await after.call('passwordReset', reset)).toEqual(done('passwordReset'))
  })

  it('S58: is sent when it was written down before the project had a field', async () => {
    const port = await deadPort()
    const world = await worldWith(`smtp://127.0.0.1:${port}`)
    await world.call('sendPasswordResetEmail', user2)
    await world.app.database.transaction(async (manager) => {
      const mail = await manager.findOneByOrFail(OutboxMail, { userId: 2 })
      const former = JSON.parse(JSON.stringify({ email: mail.user.email }))
      await manager.update(OutboxMail, { id: mail.id }, { user: former })
    })
    const sink = await startSink({ port })
    await later(world, MINUTE)
    expect(unfold(sink.mails[0]?.source ?? '')).toContain('Hello user2!')
  })

  it('S58: does not exist when its request was rolled back', async () => {
    const sink = await startSink()
    const world = await worldWith(sink.url, { people: [] })
    await breakInserts(world.app.env.database, 'sessions')
    await world.fail('register', anna)
    expect(await waiting(world)).toEqual([])
    expect(sink.mails).toEqual([])
  })
})

describe('S31: while no mail server is there', () => {
  it.each(['user1', 'user2', 'user3', 'nobody'])(
    'S31: sendPasswordResetEmail answers as ever for %s',
    async (name) => {
      const world = await worldWith(`smtp://127.0.0.1:${await deadPort()}`)
      expect(await world.call('sendPasswordResetEmail', { email: `${name}@email.com` })).toEqual(
        done('sendPasswordResetEmail'),
      )
    },
  )
})

describe('EMAIL_ASYNC_TASK false', () => {
  const GRAPHQL_AUTH = { EMAIL_ASYNC_TASK: false } as const

  it('sends inside the request, which fails when that does', async () => {
    const world = await worldWith(`smtp://127.0.0.1:${await deadPort()}`, { GRAPHQL_AUTH })
    expect(await world.call('sendPasswordResetEmail', user2)).toEqual(
      refusedFor('sendPasswordResetEmail', wire.emailFail),
    )
    expect(await waiting(world)).toEqual([])
  })

  it('changes a password also when the notice of it cannot be sent', async () => {
    const world = await worldWith(`smtp://127.0.0.1:${await deadPort()}`, { GRAPHQL_AUTH })
    const error = vi.spyOn(world.app.log, 'error')
    const { token } = await world.enter('user2')
    const change = { oldPassword: PASSWORD, ...passwords }
    expect(await world.call('passwordChange', change, token)).toMatchObject({ success: true })
    expect(error.mock.calls).toMatchObject([[{ event: 'mail_failed', kind: 'passwordChanged' }]])
    await world.enter('user2', GOOD)
  })
})
