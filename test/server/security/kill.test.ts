import { setTimeout } from 'node:timers/promises'
import bcrypt from 'bcrypt'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { hashToken, randomToken } from '../../../src/crypto/tokens.js'
import { effort } from '../support/effort.js'
import { type Outsider, openOutside } from '../support/outside.js'
import { startProcesses } from '../support/processes.js'
import { createRandom } from '../support/random.js'

/** How often the server is killed: each time it has to start again. */
const ROUNDS = effort.serverKills

/** Within this time a round does what it does, in milliseconds. */
const ROUND = 600

/** Whose passwords are reset. */
const USERS = [2, 4]

/** What must be nothing, whenever the process ends. */
const HALVES = [
  'SELECT id FROM users WHERE id NOT IN (SELECT user_id FROM user_status)',
  'SELECT id FROM users WHERE id NOT IN (SELECT user_id FROM email_claims)',
  'SELECT user_id FROM user_status WHERE user_id NOT IN (SELECT id FROM users)',
  'SELECT user_id FROM email_claims WHERE user_id NOT IN (SELECT id FROM users)',
]

it('S59: kill -9 in the middle of registers, resets and refreshes leaves nothing half done', {
  timeout: 60_000 + ROUNDS * 30_000,
}, async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
  const random = createRandom(seed)
  const { servers, startServer, database } = await startProcesses(1, {
    GRAPHQL_AUTH: { RATE_LIMIT: false },
  })
  let [server] = servers
  const outsider = await openOutside(database)
  for (let round = 0; round < ROUNDS; round += 1) {
    if (!server) throw new Error('No server was started.')
    const { call } = server
    const { refreshToken } = await server.enter('user1')
    const resets = await Promise.all(USERS.map((userId) => issueReset(outsider, userId, round)))
    const requests = [
      ...[0, 1, 2].map((index) => call('register', newcomer(round, index))),
      ...resets.map(({ token, password }) =>
        call('passwordReset', { token, newPassword1: password, newPassword2: password }),
      ),
      call('refreshToken', { refreshToken }),
      call('refreshToken', { refreshToken }),
    ]
    const settled = Promise.allSettled(requests)
    await setTimeout(random.whole(ROUND))
    await server.kill('SIGKILL')
    await settled

    const where = `seed ${seed}, round ${round}`
    await outsider.requireIntegrity()
    for (const query of HALVES) {
      expect(await outsider.run(query), `${where}: ${query}`).toEqual([])
    }
    for (const reset of resets) {
      const { isUsed, isChanged } = await outcomeOf(outsider, reset)
      expect({ where, isUsed }).toEqual({ where, isUsed: isChanged })
    }
    server = await startServer()
  }
})

function newcomer(round: number, index: number) {
  const username = `new${round}x${index}`
  const password = 'correct horse battery'
  return { username, email: `${username}@email.com`, password1: password, password2: password }
}

interface Reset {
  userId: number
  token: string
  password: string
}

/** Writes down a token as if it had been mailed. */
async function issueReset({ run }: Outsider, userId: number, round: number): Promise<Reset> {
  const token = randomToken(32)
  await run(
    `INSERT INTO mail_tokens (hash, purpose, user_id, address, expires_at)
     VALUES ('${hashToken(token)}', 'passwordReset', ${userId}, 'user${userId}@email.com',
       '2099-01-01 00:00:00.000')`,
  )
  return { userId, token, password: `correct horse ${round}` }
}

const outcome = z.tuple([z.object({ used_at: z.unknown(), password: z.string() })])

/** Whether a token was used, and whether the password was changed. */
async function outcomeOf({ run }: Outsider, { userId, token, password }: Reset) {
  const [{ used_at, password: hash }] = outcome.parse(
    await run(
      `SELECT used_at, password FROM mail_tokens JOIN users ON users.id = ${userId}
       WHERE hash = '${hashToken(token)}'`,
    ),
  )
  return { isUsed: used_at !== null, isChanged: await bcrypt.compare(password, hash) }
}
