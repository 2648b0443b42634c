import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { expect, it, onTestFinished, vi } from 'vitest'
import { OutboxMail } from '../../../src/mail/outbox-mail.entity.js'
import { startCommand } from '../../support/command.js'
import { databaseUrl } from '../../support/database.js'
import { done } from '../support/answers.js'
import { person } from '../support/people.js'
import { type SinkOptions, type SmtpSink, startSink } from '../support/smtp-sink.js'
import { startWorld, type World } from '../support/world.js'

const GOOD = 'correct horse battery'
/** A start may take long while the machine does other things. */
const TIMEOUT = 180_000
const PATIENCE = { timeout: 60_000 }

/** Someone's database, where mails wait that this process does not send. */
async function worldThatWaits(names: readonly string[]): Promise<World> {
  const people = names.map((name) => person(name))
  const world = await startWorld({ people, GRAPHQL_AUTH: { RATE_LIMIT: false } })
  await world.app.mailDispatcher.stop()
  // Other processes go by the time that it is.
  world.clock.advance((Date.now() - world.clock.now().getTime()) / 1000)
  for (const name of names) {
    await world.call('sendPasswordResetEmail', { email: `${name}@email.com` })
  }
  return world
}

const waiting = ({ app }: World) => app.database.reader.find(OutboxMail)

/** Starts another server with the same database. */
function startProcess({ app }: World, { url }: SmtpSink): ChildProcess {
  const server = startCommand(['src/main.ts'], {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: '0',
    FRONTEND_URL: 'https://app.example.com',
    SECRET_KEY: app.env.secretKey,
    DATABASE_URL: databaseUrl(app.env),
    EMAIL_URL: url,
    EMAIL_FROM: 'accounts@example.com',
  })
  onTestFinished(() => void server.kill('SIGKILL'))
  return server
}

async function untilAllIsSent(world: World): Promise<void> {
  await vi.waitFor(async () => expect(await waiting(world)).toEqual([]), PATIENCE)
}

it('S58: a mail whose sender is killed before it is marked comes again, with the same link', {
  timeout: TIMEOUT,
}, async () => {
  const world = await worldThatWaits(['user1'])
  let killed: Promise<unknown> | undefined
  const whenReceived: SinkOptions['whenReceived'] = async () => {
    if (killed) return
    killed = once(first, 'exit')
    first.kill('SIGKILL')
    await killed
  }
  const sink = await startSink({ whenReceived })
  const first = startProcess(world, sink)
  await vi.waitFor(() => expect(sink.mails).toHaveLength(1), PATIENCE)
  await killed
  const [mail] = await waiting(world)
  expect(mail).toMatchObject({ attempts: 1, deadAt: null })
  // No one else takes it for as long as the first may still be sending it.
  expect(mail?.nextAttemptAt.getTime()).toBeGreaterThan(Date.now())

  await world.app.database.transaction((manager) =>
    manager.update(OutboxMail, { id: mail?.id }, { nextAttemptAt: new Date() }),
  )
  startProcess(world, sink)
  await untilAllIsSent(world)
  expect(sink.mails).toHaveLength(2)
  const [sent, again] = sink.mails.map(({ token }) => token)
  expect(again).toBe(sent)
  const reset = { token: again, newPassword1: GOOD, newPassword2: GOOD }
  expect(await world.call('passwordReset', reset)).toEqual(done('passwordReset'))
})

it('S58: two servers send each of thirty mails once', { timeout: TIMEOUT }, async () => {
  const names = Array.from({ length: 30 }, (_, index) => `user${index + 1}`)
  const world = await worldThatWaits(names)
  const sink = await startSink()
  startProcess(world, sink)
  startProcess(world, sink)
  await untilAllIsSent(world)
  const recipients = sink.mails.flatMap((mail) => mail.recipients)
  expect(recipients.sort()).toEqual(names.map((name) => `${name}@email.com`).sort())
})

it('S58: SIGTERM lets a mail that is being sent get through', { timeout: TIMEOUT }, async () => {
  const world = await worldThatWaits(['user1', 'user2', 'user3', 'user4', 'user5', 'user6'])
  const sink = await startSink({
    async whenReceived() {
      if (sink.mails.length === 1) server.kill('SIGTERM')
      await vi.waitFor(() => expect(printed).toContain('Stopping'), PATIENCE)
    },
  })
  const server = startProcess(world, sink)
  let printed = ''
  server.stdout?.on('data', (chunk) => {
    printed += chunk
  })
  await once(server, 'exit')
  expect(server.exitCode).toBe(0)
  const left = await waiting(world)
  expect(left.length).toBeGreaterThan(0)
  expect(sink.mails.length + left.length).toBe(6)
  expect(left).toMatchObject(left.map(() => ({ attempts: 0 })))
})
