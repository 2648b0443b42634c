import { describe, expect, it, vi } from 'vitest'
import { OutboxMail } from '../../../src/mail/outbox-mail.entity.js'
import { databaseUrl } from '../../support/database.js'
import { mutationOf } from '../support/flavor.js'
import { openOutside } from '../support/outside.js'
import { person } from '../support/people.js'
import { type ServerProcess, startProcesses } from '../support/processes.js'
import { hasRedis, redisUrl, startRedisProxy } from '../support/services.js'
import { type SmtpSink, startSink, unfold, type WireMail } from '../support/smtp-sink.js'
import { startWorld, type WireClient, type World } from '../support/world.js'

const GRAPHQL_AUTH = { EMAIL_ASYNC_TASK: 'queue', BCRYPT_COST: 4, RATE_LIMIT: false } as const

/** Time for processes to start while the machine does other things. */
const TIMEOUT = { timeout: 180_000 }
const PATIENCE = { timeout: 60_000 }

/** What a killed server was sending waits for a minute; tests do not. */
const END_LEASES = 'UPDATE outbox_mails SET next_attempt_at = created_at'

/** In milliseconds: sooner than a server that waits for Redis to have a mail would end by itself. */
const AT_ONCE = 4000

interface Options {
  sink: SmtpSink
  redis: string
}

/** A server in this process that writes mails, and sends none but those that no one else can. */
async function writer({ sink, redis }: Options): Promise<World> {
  const env = { EMAIL_URL: sink.url, REDIS_URL: redis, EMAIL_FROM: 'writer@example.com' }
  const world = await startWorld({ GRAPHQL_AUTH, env })
  // Who looks for what is due finds nothing for days: only who is told of a mail sends it.
  world.clock.advance(7 * 24 * 3600)
  return world
}

/** Another one, with its database, that sends. */
async function sender({ app }: World, { sink, redis }: Options): Promise<World> {
  const world = await startWorld({
    people: [],
    GRAPHQL_AUTH,
    env: {
      EMAIL_URL: sink.url,
      REDIS_URL: redis,
      EMAIL_FROM: 'sender@example.com',
      DATABASE_URL: databaseUrl(app.env),
      SECRET_KEY: app.env.secretKey,
    },
  })
  world.app.mailDispatcher.start()
  return world
}

/** Asks for a mail, and waits for the answer only. */
async function askForMail({ ask }: WireClient, name = 'user2'): Promise<void> {
  const { query, variables } = mutationOf('sendPasswordResetEmail', { email: `${name}@email.com` })
  expect(await ask(query, variables)).toMatchObject({
    data: { sendPasswordResetEmail: { success: true } },
  })
}

/** Who has sent a mail. */
function senderOf({ source }: WireMail): string {
  return /^From: (\w+)@/m.exec(unfold(source))?.[1] ?? ''
}

const waiting = ({ app }: World) => app.database.reader.find(OutboxMail)

/** How many mails are announced. */
const announced = async ({ app }: World) =>
  (await app.redis?.eval("return redis.call('LLEN', KEYS[1])", 1, 'mails')) ?? 0

async function untilAllIsSent(world: World): Promise<void> {
  await vi.waitFor(async () => expect(await waiting(world)).toEqual([]), PATIENCE)
}

describe.skipIf(!(await hasRedis()))('S58: EMAIL_ASYNC_TASK "queue"', () => {
  it('a mail is sent by a server that did not write it, as soon as that is told of it', async () => {
    const options = { sink: await startSink(), redis: redisUrl() }
    const world = await writer(options)
    await sender(world, options)
    await askForMail(world)
    await untilAllIsSent(world)
    expect(options.sink.mails.map(senderOf)).toEqual(['sender'])
    expect(await announced(world)).toBe(0)
  })

  it('nothing is lost when Redis is emptied', async () => {
    const options = { sink: await startSink(), redis: redisUrl() }
    const world = await writer(options)
    await askForMail(world)
    await vi.waitFor(async () => expect(await announced(world)).toBe(1), PATIENCE)
    await world.app.redis?.del('mails')
    const other = await sender(world, options)
    other.clock.advance(7 * 24 * 3600)
    await other.app.mailDispatcher.flush()
    expect(await waiting(world)).toEqual([])
    expect(options.sink.mails.map(senderOf)).toEqual(['sender'])
  })

  it('a server sends what it writes while Redis is away, and others do when it is back', async () => {
    const proxy = await startRedisProxy()
    const sink = await startSink()
    const options = { sink, redis: proxy.url }
    const world = await writer(options)
    const other = await sender(world, options)
    for (const { app } of [world, other]) app.log.level = 'silent'
    const sendOne = async () => {
      await askForMail(world)
      await untilAllIsSent(world)
      return sink.mails.map(senderOf).at(-1)
    }
    const isConnected = async () => {
      for (const { app } of [world, other]) expect(app.redis?.status).toBe('ready')
    }
    for (let round = 1; round < 3; round += 1) {
      await proxy.close()
      expect(await sendOne()).toBe('writer')
      await proxy.open()
      await vi.waitFor(isConnected, PATIENCE)
      expect(await sendOne()).toBe('sender')
      expect(sink.mails).toHaveLength(2 * round)
    }
  })

  it('a server starts without Redis, and goes on when it is there', TIMEOUT, async () => {
    const proxy = await startRedisProxy()
    await proxy.close()
    const sink = await startSink()
    const env = { EMAIL_URL: sink.url, REDIS_URL: proxy.url }
    const { servers } = await startProcesses(1, { GRAPHQL_AUTH, env })
    const [server] = servers
    if (!server) throw new Error('One server was asked for.')
    await askForMail(server)
    await vi.waitFor(() => expect(sink.mails).toHaveLength(1), PATIENCE)
    await proxy.open()
    await vi.waitFor(() => expect(server.output()).toContain('redis_back'), PATIENCE)
    await askForMail(server)
    await vi.waitFor(() => expect(sink.mails).toHaveLength(2), PATIENCE)
    expect(await server.kill('SIGTERM')).toBe(0)
    expect(server.output().match(/redis_[a-z]+/g)).toEqual(['redis_away', 'redis_back'])
  })

  it('of many mails that one server writes, each is sent once, and by both', TIMEOUT, async () => {
    const names = Array.from({ length: 20 }, (_, index) => `user${index + 1}`)
    const senders = new Set<string>()
    // One server alone has its hands full with fewer.
    const whenReceived = async (mail: WireMail) => {
      senders.add(senderOf(mail))
      await vi.waitFor(() => expect(senders.size).toBe(2), PATIENCE)
    }
    const sink = await startSink({ whenReceived })
    const { servers, database } = await twoServers(sink, names)
    const { run } = await openOutside(database)
    await Promise.all(names.map((name) => askForMail(servers.one, name)))
    await vi.waitFor(
      async () => expect(await run('SELECT * FROM outbox_mails')).toEqual([]),
      PATIENCE,
    )
    expect(sink.mails.flatMap(({ recipients }) => recipients).sort()).toEqual(
      names.map((name) => `${name}@email.com`).sort(),
    )
    for (const server of Object.values(servers)) {
      const begin = Date.now()
      expect(await server.kill('SIGTERM')).toBe(0)
      expect(Date.now() - begin).toBeLessThan(AT_ONCE)
    }
  })

  it('a mail whose sender is killed is sent by another one after the lease', TIMEOUT, async () => {
    const killed: ServerProcess[] = []
    const whenReceived = async (mail: WireMail) => {
      if (killed.length > 0) return
      const server = servers[senderOf(mail) === 'one' ? 'one' : 'other']
      killed.push(server)
      await answered
      await server.kill('SIGKILL')
    }
    const sink = await startSink({ whenReceived })
    const { servers, database } = await twoServers(sink, ['user2'])
    const { run } = await openOutside(database)
    const answered = askForMail(servers.one)
    await vi.waitFor(() => expect(sink.mails).toHaveLength(1), PATIENCE)
    await killed[0]?.kill('SIGKILL')
    expect(await run('SELECT attempts FROM outbox_mails')).toMatchObject([{ attempts: 1 }])
    await run(END_LEASES)
    await vi.waitFor(
      async () => expect(await run('SELECT * FROM outbox_mails')).toEqual([]),
      PATIENCE,
    )
    const [first, second] = sink.mails
    expect(sink.mails).toHaveLength(2)
    expect(second?.token).toBe(first?.token)
    expect(sink.mails.map(senderOf).sort()).toEqual(['one', 'other'])
  })
})

/** Two servers on one database, whose mails say which of them has sent it. */
async function twoServers(
  sink: SmtpSink,
  names: string[],
): Promise<{ servers: { one: ServerProcess; other: ServerProcess }; database: string }> {
  const { startServer, database } = await startProcesses(0, {
    people: names.map((name) => person(name)),
    GRAPHQL_AUTH,
    env: { EMAIL_URL: sink.url, REDIS_URL: redisUrl() },
  })
  const one = await startServer({ EMAIL_FROM: 'one@example.com' })
  const other = await startServer({ EMAIL_FROM: 'other@example.com' })
  return { servers: { one, other }, database }
}
