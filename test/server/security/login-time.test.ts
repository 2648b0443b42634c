import { pbkdf2Sync } from 'node:crypto'
import bcrypt from 'bcrypt'
import { describe, expect, it } from 'vitest'
import { unusablePassword } from '../../../src/passwords/hashing.js'
import { refusedFor, wire } from '../support/answers.js'
import { send } from '../support/attempts.js'
import { PASSWORD, person } from '../support/people.js'
import { mannWhitney, median } from '../support/statistics.js'
import { startWorld, type World } from '../support/world.js'

/** Less than that of a project, so that samples are many, and still what takes the time. */
const COST = 8
const HASH = bcrypt.hashSync(PASSWORD, COST)

const ITERATIONS = 1000
const digest = pbkdf2Sync(PASSWORD, 'salt', ITERATIONS, 32, 'sha256').toString('base64')
const DJANGO_HASH = `pbkdf2_sha256$${ITERATIONS}$salt$${digest}`

const verified = { verified: true }

const PEOPLE = [
  person('known', { ...verified, secondaryEmail: 'second@email.com' }, { password: HASH }),
  person('unverified', { verified: false }, { password: HASH }),
  person('archived', { ...verified, archived: true }, { password: HASH }),
  person('inactive', verified, { password: HASH, isActive: false }),
  person('unusable', verified, { password: unusablePassword() }),
  person('imported', verified, { password: DJANGO_HASH }),
]

/** Every way to fail, and the ordinary one first. */
const FAILURES: Record<string, Record<string, string>> = {
  'a wrong password': { username: 'known', password: 'wrong' },
  'an unknown username': { username: 'nobody', password: 'wrong' },
  'an unknown e-mail': { email: 'nobody@email.com', password: 'wrong' },
  'a wrong password for an e-mail': { email: 'known@email.com', password: 'wrong' },
  'a wrong password for a second e-mail': { email: 'second@email.com', password: 'wrong' },
  'an unverified account': { username: 'unverified', password: 'wrong' },
  'an archived account': { username: 'archived', password: 'wrong' },
  'a closed account': { username: 'inactive', password: 'wrong' },
  'a closed account with its password': { username: 'inactive', password: PASSWORD },
  'an account without a password': { username: 'unusable', password: 'wrong' },
  'an imported account': { username: 'imported', password: 'wrong' },
  'a password that is too long': { username: 'known', password: 'x'.repeat(100) },
  'half a character': { username: 'known', password: 'wrong\ud800' },
}

const [USUAL = '', ...OTHERS] = Object.keys(FAILURES)

/** Samples of each failure. They are taken in turns, so that what else runs disturbs all alike. */
const ROUNDS = 50

/** Beyond this z value chance is not an explanation, and beyond the other one it is hardly one. */
const NO_CHANCE = 4
const HARDLY_CHANCE = 2

/** @returns the milliseconds that answers took, by failure */
async function timesOf(
  world: World,
  names: readonly string[],
  rounds: number,
): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    // The order differs each time, so that no case always comes first or after the same one.
    const turns = round % 2 === 0 ? [...names] : names.toReversed()
    turns.push(...turns.splice(0, round % turns.length))
    for (const name of turns) {
      const start = performance.now()
      await (await send(world, 'tokenAuth', FAILURES[name] ?? {})).text()
      times.get(name)?.push(performance.now() - start)
    }
  }
  return times
}

/** The failures among some that take another time than the usual one. */
async function differentFrom(
  world: World,
  names: readonly string[],
  rounds: number,
): Promise<string[]> {
  const times = await timesOf(world, [USUAL, ...names], rounds)
  const usual = times.get(USUAL) ?? []
  return names.filter((name) => {
    const found = times.get(name) ?? []
    const isFar = Math.abs(median(found) / median(usual) - 1) > 0.1
    return Math.abs(mannWhitney(found, usual)) > (isFar ? HARDLY_CHANCE : NO_CHANCE)
  })
}

describe('S30: a login that fails', () => {
  it.each(Object.entries(FAILURES))('S30: is answered alike for %s', async (_name, args) => {
    const { call } = await startWorld({ people: PEOPLE })
    expect(await call('tokenAuth', args)).toEqual(refusedFor('tokenAuth', wire.invalidCredentials))
  })

  it('S30: takes the same time, whatever it fails for', { timeout: 300_000 }, async () => {
    const world = await startWorld({
      people: PEOPLE,
      GRAPHQL_AUTH: { BCRYPT_COST: COST, RATE_LIMIT: false },
    })
    await timesOf(world, [USUAL, ...OTHERS], 2)
    const suspects = await differentFrom(world, OTHERS, ROUNDS)
    // What shows again in other samples is not a coincidence.
    expect(await differentFrom(world, suspects, 2 * ROUNDS)).toEqual([])
  })
})
