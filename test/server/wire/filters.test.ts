import { describe, expect, it } from 'vitest'
import { pageQuery, readPage } from '../support/pages.js'
import { CAST, person } from '../support/people.js'
import { startWorld } from '../support/world.js'

const PEOPLE = [
  ...CAST,
  person('100P', { verified: true }, { isStaff: true }),
  person('under_score'),
  person('underXscore'),
  person('ÉLÉONORE', { verified: true }, { email: 'eleonore@email.com' }),
  person('Straße', { verified: true }, { email: 'strasse@email.com' }),
]

/** Filters, and the primary keys of those whom they let through. */
const FILTERS: [args: string, pks: number[]][] = [
  ['email: "user2@email.com"', [2]],
  ['email: "USER2@Email.com"', [2]],
  ['email: "user4_secondary@email.com"', []],
  ['email: "user"', []],
  ['username: "user2"', [2]],
  ['username: "USER2"', []],
  ['username: "user"', []],
  ['username: "under_score"', [7]],
  ['username_Icontains: "SER"', [1, 2, 3, 4, 5]],
  ['username_Icontains: "_"', [7]],
  ['username_Icontains: "%"', []],
  ['username_Icontains: "r_s"', [7]],
  ['username_Icontains: "\\\\"', []],
  ['username_Icontains: "éléo"', [9]],
  ['username_Icontains: "ÉONORE"', [9]],
  ['username_Icontains: "AßE"', [10]],
  ["username_Icontains: \"' OR '1'='1\"", []],
  ['username_Istartswith: "USER"', [1, 2, 3, 4, 5]],
  ['username_Istartswith: "ser"', []],
  ['username_Istartswith: "Under_"', [7]],
  ['username_Istartswith: "é"', [9]],
  ['isActive: false', [5]],
  ['isActive: true', [1, 2, 3, 4, 6, 7, 8, 9, 10]],
  ['status_Archived: true', [3]],
  ['status_Archived: false', [1, 2, 4, 5, 6, 7, 8, 9, 10]],
  ['status_Verified: false', [1]],
  ['status_SecondaryEmail: "user4_secondary@email.com"', [4]],
  ['status_SecondaryEmail: "User4_Secondary@EMAIL.com"', [4]],
  ['status_SecondaryEmail: "user4@email.com"', []],
  ['status_Verified: true, isActive: true, username_Istartswith: "user"', [2, 3, 4]],
  ['status_Archived: true, status_Verified: false', []],
  ['email: "user2@email.com", username: "user1"', []],
]

/** Asks as someone of the staff, who sees closed accounts too. */
async function startForStaff() {
  const { ask, enter } = await startWorld({ people: PEOPLE })
  const { token } = await enter('100P')
  return { ask: (query: string) => ask(query, {}, token) }
}

const EVERYBODY = PEOPLE.map((_, index) => index + 1)

describe('the filters of users', () => {
  it.each(FILTERS)('%s', async (args, pks) => {
    const { ask } = await startForStaff()
    expect(readPage(await ask(pageQuery(args))).pks).toEqual(pks)
  })

  it.each(['username_Icontains: "İZ"', 'username_Icontains: "İz"', 'username_Istartswith: "İ"'])(
    '%s finds İzmir, however its first letter is lowered',
    async (args) => {
      const people = [person('İzmir', { verified: true }, { email: 'izmir@email.com' })]
      const { ask } = await startWorld({ people })
      expect(readPage(await ask(pageQuery(args))).pks).toEqual([1])
    },
  )

  it.each([
    'email',
    'username',
    'username_Icontains',
    'username_Istartswith',
    'status_SecondaryEmail',
  ])('%s: an empty text and null filter nothing', async (name) => {
    const { ask } = await startForStaff()
    for (const nothing of ['""', 'null']) {
      expect(readPage(await ask(pageQuery(`${name}: ${nothing}`))).pks).toEqual(EVERYBODY)
    }
  })

  it.each(['isActive', 'status_Archived', 'status_Verified'])(
    '%s: null filters nothing',
    async (name) => {
      const { ask } = await startForStaff()
      expect(readPage(await ask(pageQuery(`${name}: null`))).pks).toEqual(EVERYBODY)
    },
  )

  it.each([
    'firstName: "x"',
    'password: "x"',
    'username_Contains: "x"',
    'status_verified: true',
    'orderBy: "id"',
    'email: 5',
    'isActive: "yes"',
    'isActive: 1',
    'first: "2"',
    'first: 2.5',
    'first: 3000000000',
    'after: 2',
  ])('%s ends in a GraphQL validation error', async (args) => {
    const { ask } = await startWorld({ people: [] })
    const { data, errors } = await ask(pageQuery(args))
    expect(data).toBeUndefined()
    expect(errors?.[0]?.extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' })
  })

  it('order by primary key', async () => {
    const { ask } = await startWorld({ people: [person('zoe'), person('ann'), person('max')] })
    expect(readPage(await ask(pageQuery(''))).pks).toEqual([1, 2, 3])
  })
})
