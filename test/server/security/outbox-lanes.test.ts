import { setTimeout } from 'node:timers/promises'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { firstAttempt } from '../../../src/mail/outbox.js'
import { OutboxMail } from '../../../src/mail/outbox-mail.entity.js'
import { effort } from '../support/effort.js'
import { mutationOf } from '../support/flavor.js'
import { type SmtpSink, startSink } from '../support/smtp-sink.js'
import { startWorld, type World } from '../support/world.js'

/** Sooner than any of the slow ones is answered; a machine that is busy needs some of it. */
const PROMPTLY = { timeout: 15_000, interval: 20 }
/** Longer than a mail may take; the slow ones never take that long here, but are let go. */
const TIMEOUT = { timeout: 60_000 }

interface SlowSink extends SmtpSink {
  /** The addresses that were asked for, in this order. */
  asked: string[]
  /** How many of them have no answer yet: now, and when they were most. */
  open: { now: number; most: number }
  release: () => void
}

/** A mail server that says nothing of some addresses until the test ends. */
async function slowSink(isSlow: (address: string) => boolean): Promise<SlowSink> {
  const asked: string[] = []
  const open = { now: 0, most: 0 }
  let release = () => {}
  const end = new Promise<void>((resolve) => {
    release = resolve
  })
  const sink = await startSink({
    async whenAsked(address) {
      asked.push(address)
      if (!isSlow(address)) return
      open.now += 1
      open.most = Math.max(open.most, open.now)
      await end
    },
  })
  return { ...sink, asked, open, release }
}

async function worldWith(sink: SmtpSink & Partial<SlowSink>): Promise<World> {
  const world = await startWorld({
    GRAPHQL_AUTH: { RATE_LIMIT: false },
    env: { EMAIL_URL: sink.url },
  })
  world.app.log.level = 'silent'
  // Before the server is stopped, which waits for the mails that it is sending.
  onTestFinished(() => sink.release?.())
  return world
}

/** Mails that wait already: notices, which nothing can make useless. */
async function fill(
  { app, clock }: World,
  recipients: readonly string[],
  { attempts = 0 }: { attempts?: number } = {},
): Promise<void> {
  const now = clock.now()
  const user = { username: 'bob', email: 'bob@email.com', firstName: '', lastName: '' }
  const same = { kind: 'passwordChanged', userId: 2, user, tokenSeed: null } as const
  const nextAttemptAt = attempts === 0 ? firstAttempt(now) : now
  const rest = { ip: '127.0.0.1', userAgent: '', createdAt: now, nextAttemptAt, attempts }
  const mails = recipients.map((recipient) => ({ ...same, ...rest, recipient }))
  await app.database.transaction((manager) => manager.insert(OutboxMail, mails))
}

/** Asks for a mail as anyone does, and waits for it. */
async function honestMailArrives({ ask }: World, sink: SmtpSink): Promise<void> {
  const before = sink.mails.length
  const { query, variables } = mutationOf('sendPasswordResetEmail', { email: 'user2@email.com' })
  await ask(query, variables)
  await vi.waitFor(() => {
    const arrived = sink.mails.slice(before).flatMap(({ recipients }) => recipients)
    expect(arrived).toContain('user2@email.com')
  }, PROMPTLY)
}

const names = (count: number, domainOf: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => `user${index}@${domainOf(index)}`)

describe('S58: a domain whose mails take long', TIMEOUT, () => {
  it.each([
    ['one name', () => 'slow.example'],
    ['many names below one', (index: number) => `host${index}.slow.example`],
    ['letters of either case', (index: number) => (index % 2 ? 'SLOW.example' : 'slow.EXAMPLE')],
    ['a name below a country', (index: number) => `host${index}.slow.co.uk`],
    ['a short name', (index: number) => `host${index}.slo.io`],
  ])('S58: holds up no one else: %s', async (_case, domainOf) => {
    const sink = await slowSink((address) => /slow?/i.test(address))
    const world = await worldWith(sink)
    await fill(world, names(60, domainOf))
    world.app.mailDispatcher.announce(1)
    await vi.waitFor(() => expect(sink.open.now).toBe(2), PROMPTLY)
    await honestMailArrives(world, sink)
    await honestMailArrives(world, sink)
    expect(sink.open.most).toBe(2)
    expect(sink.asked.filter((address) => /slow?/i.test(address))).toHaveLength(2)
  })

  it('S58: holds up no one else while many domains are, and are tried again', async () => {
    const sink = await slowSink((address) => address.includes('slow'))
    const world = await worldWith(sink)
    await fill(
      world,
      names(60, (index) => `slow${index}.example`),
      { attempts: 3 },
    )
    world.app.mailDispatcher.announce(1)
    await vi.waitFor(() => expect(sink.open.now).toBe(4), PROMPTLY)
    await honestMailArrives(world, sink)
    expect(sink.open.most).toBe(4)
  })

  it('S58: is behind mails that are new, however many wait for another attempt', async () => {
    const sink = await startSink()
    const world = await worldWith(sink)
    const old = names(300, (index) => `old${index}.example`)
    await fill(world, old, { attempts: 3 })
    world.clock.advance(60)
    const { query, variables } = mutationOf('sendPasswordResetEmail', { email: 'user2@email.com' })
    await world.ask(query, variables)
    await vi.waitFor(() => expect(sink.mails.length).toBeGreaterThan(8), PROMPTLY)
    const first = sink.mails.slice(0, 8).flatMap(({ recipients }) => recipients)
    expect(first).toContain('user2@email.com')
  })

  it.runIf(effort.longWaits)('S58: is asked less often', async () => {
    const sink = await startSink({ refuse: () => 451, whenAsked: () => setTimeout(5100) })
    const world = await worldWith(sink)
    await world.call('sendPasswordResetEmail', { email: 'user2@email.com' })
    const [mail] = await world.app.database.reader.find(OutboxMail)
    const delay = Number(mail?.nextAttemptAt) - world.clock.now().getTime()
    expect(delay / 1000).toBeGreaterThan(80)
    expect(delay / 1000).toBeLessThan(160)
  })

  it('S58: holds up no one behind more of its mails than are looked at together', async () => {
    const sink = await slowSink((address) => address.includes('slow'))
    const world = await worldWith(sink)
    await fill(
      world,
      names(250, () => 'slow.example'),
    )
    world.app.mailDispatcher.start()
    await honestMailArrives(world, sink)
  })
})
