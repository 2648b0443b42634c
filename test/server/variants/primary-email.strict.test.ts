import { describe, expect, it } from 'vitest'
import { done, refused, wire } from '../support/answers.js'
import { HASH, PASSWORD, type Person } from '../support/people.js'
import { startWorld, type World } from '../support/world.js'

const GRAPHQL_AUTH = { ENUMERATION_SAFE: 'strict', RATE_LIMIT: false } as const

const PEOPLE: Person[] = Array.from({ length: 6 }, (_, index) => ({
  user: {
    username: `user${index}`,
    primary_email: `user${index}@email.com`,
    phone: `555-${index}`,
    password: HASH,
  },
  status: { verified: true, secondaryEmail: index === 0 ? 'second@email.com' : null },
}))

async function tokenOf({ call }: World, phone: string): Promise<string> {
  return String((await call('tokenAuth', { phone, password: PASSWORD })).token)
}

describe('S32: updateAccount with ENUMERATION_SAFE "strict"', () => {
  it('S32: does not tell that an address is taken, changes nothing, and tells its owner', async () => {
    const world = await startWorld({ people: PEOPLE, GRAPHQL_AUTH })
    const token = await tokenOf(world, '555-1')
    const before = await world.everybody()
    for (const primaryEmail of ['USER2@email.com', 'second@email.com']) {
      const change = { primaryEmail, phone: '555-99' }
      expect(await world.call('updateAccount', change, token)).toEqual(done('updateAccount'))
    }
    expect(await world.everybody()).toEqual(before)
    expect((await world.mails()).map(({ to, subject }) => [to, subject])).toEqual([
      ['user2@email.com', 'You have an account on My Site already'],
      ['user0@email.com', 'You have an account on My Site already'],
    ])
  })

  it('S32: changes it to a free one, and answers alike', async () => {
    const world = await startWorld({ people: PEOPLE, GRAPHQL_AUTH })
    const token = await tokenOf(world, '555-1')
    const change = { primaryEmail: 'new@email.com' }
    expect(await world.call('updateAccount', change, token)).toEqual(done('updateAccount'))
    expect(await world.see('user1')).toMatchObject({ ...change, verified: false })
  })

  it('S32: says what everyone knows: a taken name, and what is their own', async () => {
    const world = await startWorld({ people: PEOPLE, GRAPHQL_AUTH })
    const token = await tokenOf(world, '555-0')
    const phone = { phone: '555-3', primaryEmail: 'user2@email.com' }
    expect(await world.call('updateAccount', phone, token)).toMatchObject({ success: false })
    const own = { primaryEmail: 'second@email.com' }
    expect(await world.call('updateAccount', own, token)).toEqual(
      refused('updateAccount', { primaryEmail: [wire.emailTaken] }),
    )
    expect(await world.mails()).toHaveLength(0)
  })

  it('S32: answers alike when several want one new address at the same time', async () => {
    const world = await startWorld({ people: PEOPLE, GRAPHQL_AUTH })
    const tokens = await Promise.all(PEOPLE.map(({ user }) => tokenOf(world, String(user.phone))))
    const change = { primaryEmail: 'new@email.com' }
    const answers = await Promise.all(
      tokens.map((token) => world.call('updateAccount', change, token)),
    )
    expect(answers).toEqual(Array(PEOPLE.length).fill(done('updateAccount')))
    const winners = (await world.everybody()).filter(
      ({ primaryEmail }) => primaryEmail === 'new@email.com',
    )
    expect(winners).toHaveLength(1)
  })
})

describe('updateAccount', () => {
  it('tells a network address so often that a value is taken, and no more', async () => {
    const RATE_LIMIT = { uniqueByAddress: '2/15m' }
    const world = await startWorld({ people: PEOPLE, GRAPHQL_AUTH: { RATE_LIMIT } })
    const token = await tokenOf(world, '555-1')
    const codes: string[] = []
    for (const change of [
      { primaryEmail: 'user2@email.com' },
      { phone: '555-2' },
      { primaryEmail: 'user3@email.com' },
      { phone: '555-77' },
    ]) {
      const { errors } = await world.call('updateAccount', change, token)
      codes.push(/"code":"(\w+)"/.exec(JSON.stringify(errors))?.[1] ?? 'none')
    }
    expect(codes).toEqual(['unique', 'unique', 'too_many_attempts', 'too_many_attempts'])
    const own = { username: 'user1', primaryEmail: 'USER1@email.com', phone: '555-1' }
    expect(await world.call('updateAccount', own, token)).toEqual(done('updateAccount'))
  })
})
