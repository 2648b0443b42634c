import { describe, expect, it } from 'vitest'
import { refused, wire } from '../support/answers.js'
import { PASSWORD } from '../support/people.js'
import { secondaryToken } from '../support/tokens.js'
import { type Payload, startWorld, type World } from '../support/world.js'

const PRIMARY = 'user4@email.com'
const SECONDARY = 'user4_secondary@email.com'
const NEW = 'new@email.com'

const confirmed = { password: PASSWORD }

type Change = (world: World, caller: string) => Promise<() => Promise<Payload>>

/** What user4 does with the addresses; made ready first, so that all begins at the same time. */
const CHANGES: Record<string, Change> = {
  swap:
    async ({ call }, caller) =>
    () =>
      call('swapEmails', confirmed, caller),
  removal:
    async ({ call }, caller) =>
    () =>
      call('removeSecondaryEmail', confirmed, caller),
  replacement: async (world, caller) => {
    const token = await secondaryToken(world, NEW, caller)
    return () => world.call('verifySecondaryEmail', { token })
  },
}

const PAIRS = ['swap', 'removal', 'replacement'].flatMap((first) => [
  [first, 'swap'] as const,
  [first, 'removal'] as const,
])

describe('S6: an account whose addresses are changed twice at the same time', () => {
  it.each(PAIRS)('keeps those that it has, and no others: %s and %s', async (...names) => {
    // The password is compared for so long that all have read the account by then.
    const world = await startWorld({ GRAPHQL_AUTH: { BCRYPT_COST: 10 } })
    const { token: caller } = await world.enter('user4')
    const begin: (() => Promise<Payload>)[] = []
    for (const name of names) {
      const change = await CHANGES[name]?.(world, caller)
      if (change) begin.push(change)
    }
    await Promise.all(begin.map((change) => change()))

    const { email, secondaryEmail } = (await world.see('user4')) ?? {}
    for (const [index, address] of [PRIMARY, SECONDARY, NEW].entries()) {
      const account = { username: `taker${index}`, email: address }
      const passwords = { password1: 'correct horse', password2: 'correct horse' }
      const payload = await world.call('register', { ...account, ...passwords })
      if (address === email || address === secondaryEmail) {
        expect(payload).toEqual(refused('register', { email: [wire.emailTaken] }))
      } else {
        expect(payload).toMatchObject({ success: true })
      }
    }
  })
})

it('S48: an international address counts as long as mail servers see it', async () => {
  const { call } = await startWorld({ people: [] })
  const passwords = { password1: 'correct horse', password2: 'correct horse' }
  // Characters of two halves make the text look longer than it is.
  const label = '\u{10428}'.repeat(45)
  for (const email of [`anna@${'ü.'.repeat(100)}com`, `${'a'.repeat(158)}@${label}.${label}.com`]) {
    expect(await call('register', { username: 'anna', email, ...passwords })).toEqual(
      refused('register', { email: [wire.invalidEmail] }),
    )
  }
})
