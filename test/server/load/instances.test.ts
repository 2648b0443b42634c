import { setTimeout } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { effort } from '../support/effort.js'
import { type Fleet, startFleet } from '../support/fleet.js'
import { createAccounts } from '../support/load-accounts.js'
import { createLoadClient } from '../support/load-client.js'
import { startLoadMails } from '../support/load-mails.js'
import { type Family, goOn, storedName } from '../support/load-refreshes.js'
import { summaryOf } from '../support/load-summary.js'
import { openOutside } from '../support/outside.js'
import { createRandom } from '../support/random.js'
import { hasRedis, redisUrl } from '../support/services.js'

const INSTANCES = 3
/** How long the load lasts. */
const SECONDS = Number(process.env.SECONDS ?? effort.loadSeconds)
/** How many do one thing after the other, at the same time. */
const LIVES = 6
const FAMILIES = 3
/** Wrong logins at the same time, for one account. */
const BURST = 30
/** How many of them may be compared: see `loginByAccount` of RATE_LIMIT. */
const LIMIT = 10

/** Sessions with none or several refresh tokens to go on with. */
const FORKED = `SELECT sessions.id, COUNT(hash) FROM sessions
  LEFT JOIN refresh_tokens ON session_id = sessions.id AND replaced_at IS NULL
  GROUP BY sessions.id HAVING COUNT(hash) <> 1`

/** What a killed instance was sending waits for a minute; a short run does not. */
const END_LEASES = 'UPDATE outbox_mails SET next_attempt_at = created_at'

/** In milliseconds. */
const BETWEEN_BURSTS = 1000
const BETWEEN_KILLS = { least: 3000, more: 2000 }

/** What runs, and what is known of it. */
type Load = Awaited<ReturnType<typeof startLoad>>

describe.skipIf(!(await hasRedis()))('several instances', () => {
  it('lose nothing that was acknowledged while one after the other is killed', {
    timeout: (SECONDS + 300) * 1000,
  }, async () => {
    const load = await startLoad()
    await runLoad(load)
    await requireMails(load)
    await requireAccounts(load)
    await requireFamilies(load)
    await requireLimits(load)
    requireAnswers(load.fleet)
    console.info(summaryOf({ ...load, seconds: SECONDS }))
  })
})

async function startLoad() {
  const mails = await startLoadMails()
  const fleet = await startFleet(INSTANCES, {
    // The families refresh as fast as they can.
    GRAPHQL_AUTH: { BCRYPT_COST: 4, RATE_LIMIT: { refreshBySession: false } },
    env: { EMAIL_URL: mails.url, REDIS_URL: redisUrl(), TRUST_PROXY: '127.0.0.1' },
  })
  const client = createLoadClient(fleet.balancer.url)
  const accounts = createAccounts(client, mails)
  const families: Family[] = []
  for (let index = 0; index < FAMILIES; index += 1) {
    families.push({ ...(await accounts.register()), length: 1, forks: [] })
  }
  const outsider = await openOutside(fleet.database)
  const bursts: number[] = []
  return { mails, fleet, client, accounts, families, outsider, bursts }
}

/** Everything at the same time, until the time is over. */
async function runLoad({ fleet, client, accounts, families, bursts }: Load): Promise<void> {
  const random = createRandom(Date.now())
  const end = Date.now() + SECONDS * 1000
  const untilTheEnd = async (work: () => Promise<unknown>) => {
    while (Date.now() < end) await work()
  }
  await Promise.all([
    ...Array.from({ length: LIVES }, () => untilTheEnd(accounts.live)),
    ...families.map((family) => untilTheEnd(() => goOn(client, family))),
    untilTheEnd(async () => {
      bursts.push(await burst({ client, accounts }, `nobody${bursts.length}`))
      await setTimeout(BETWEEN_BURSTS)
    }),
    untilTheEnd(async () => {
      await setTimeout(BETWEEN_KILLS.least + random.whole(BETWEEN_KILLS.more))
      fleet.killOne(random)
    }),
  ])
  await fleet.whole()
}

/** Tries wrong passwords from many places. @returns how many of them were compared */
async function burst(
  { client, accounts }: Pick<Load, 'client' | 'accounts'>,
  username: string,
): Promise<number> {
  const codes = await Promise.all(
    Array.from({ length: BURST }, () => client.attempt(username, 'wrong', accounts.stranger())),
  )
  return codes.filter((code) => code === 'invalid_credentials').length
}

/** Each mail that was promised arrives, and what it links to works. */
async function requireMails({ accounts, mails, outsider }: Load): Promise<void> {
  if (!effort.longWaits) await outsider.run(END_LEASES)
  await vi.waitFor(
    async () => expect(await outsider.run('SELECT * FROM outbox_mails')).toEqual([]),
    { timeout: 120_000, interval: 200 },
  )
  expect(accounts.promised.filter((mail) => !mails.find(mail))).toEqual([])
  for (const account of accounts.all) {
    if (account.unused) await accounts.follow(account, account.unused)
  }
}

/** Each account is there, with its newest password. */
async function requireAccounts({ accounts, outsider }: Load): Promise<void> {
  await outsider.requireIntegrity()
  for (const account of accounts.all) {
    const isThere = account.isRegistered ? await accounts.canLogIn(account) : true
    expect({ account, isThere }).toEqual({ account, isThere: true })
  }
}

/** Each session has one refresh token to go on with, and the one that was given last is good. */
async function requireFamilies({ client, families, outsider }: Load): Promise<void> {
  expect(await outsider.run(FORKED)).toEqual([])
  for (const family of families) {
    await goOn(client, family)
    expect(family.forks).toEqual([])
    const rows = await outsider.run(`SELECT hash FROM refresh_tokens WHERE session_id =
      (SELECT session_id FROM refresh_tokens WHERE hash = '${storedName(family)}')`)
    expect(rows).toHaveLength(family.length)
  }
}

/** What one instance has counted, the others know. */
async function requireLimits(load: Load): Promise<void> {
  expect(Math.max(...load.bursts)).toBeLessThanOrEqual(LIMIT)
  expect(load.fleet.balancer.instances()).toHaveLength(INSTANCES)
  expect(await burst(load, 'user2')).toBe(LIMIT)
}

/** No one failed but those who were killed. */
function requireAnswers({ balancer, killed }: Fleet): void {
  expect(killed.size).toBeGreaterThan(0)
  expect([...balancer.broken].filter((server) => !killed.has(server))).toEqual([])
  const failures = [...balancer.statuses.keys()].filter((status) => status >= 500)
  expect(failures.filter((status) => status !== 503)).toEqual([])
}
