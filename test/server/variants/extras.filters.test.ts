import { describe, expect, it } from 'vitest'
import { EXTRAS_PEOPLE } from '../support/extras-people.js'
import { pageQuery, readPage } from '../support/pages.js'
import { startWorld } from '../support/world.js'

describe('the default of a moment', () => {
  it.each([
    ['joinedAt: "2026-01-02T01:04:05Z"', [1]],
    ['joinedAt_Gt: "2026-01-02T01:04:04.999Z"', [1]],
    ['joinedAt_Gt: "2026-01-02T01:04:05Z"', []],
    ['joinedAt_Lt: "2026-01-02T03:04:05Z"', [1]],
    ['joinedAt_Lt: "2026-01-02T01:04:05Z"', []],
  ])('that the database gives is found like any other: %s', async (args, pks) => {
    const world = await startWorld({ people: [] })
    const registered = await world.call('register', {
      ...{ username: 'anna', email: 'anna@email.com', phone: '555-9' },
      ...{ luckyNumber: 1, birthday: '2000-02-29' },
      ...{ password1: 'correct horse', password2: 'correct horse' },
    })
    expect(registered).toMatchObject({ success: true })
    expect(readPage(await world.ask(pageQuery(args))).pks).toEqual(pks)
  })
})

describe('the filters of users', () => {
  it.each<[args: string, pks: number[]]>([
    ['luckyNumber: 3', [1]],
    ['luckyNumber: 0', []],
    ['luckyNumber_Gt: 3', [3]],
    ['luckyNumber_Gte: 3', [1, 3]],
    ['luckyNumber_Lt: 3', [2]],
    ['luckyNumber_Lte: 3', [1, 2]],
    ['luckyNumber_In: [3, -2, 100]', [1, 2]],
    ['luckyNumber_In: 9', [3]],
    ['luckyNumber_In: []', [1, 2, 3]],
    ['luckyNumber_In: null', [1, 2, 3]],
    ['height_Gt: 1.75', [3]],
    ['height_Isnull: true', [2]],
    ['height_Isnull: false', [1, 3]],
    ['birthday: "2001-12-31"', [3]],
    ['birthday_Lt: "2001-12-31"', [1, 2]],
    ['trialEnds_Isnull: true', [2]],
    ['trialEnds_Gt: "2026-05-01T10:00:00Z"', [3]],
    ['trialEnds_Gt: "2026-05-31T22:00:00Z"', []],
    ['trialEnds_Gt: "2026-05-31T23:59:59.999+02:00"', [3]],
    ['newsletter: true', [2]],
    ['newsletter: false', [1, 3]],
    ['phone_Iexact: "ext-a"', [1]],
    ['phone_Contains: "ext"', []],
    ['phone_Contains: "%"', [3]],
    ['phone_Startswith: "Ext"', [1]],
    ['phone_Endswith: "a"', [3]],
    ['phone_Iendswith: "A"', [1, 3]],
    ['phone_Iendswith: "A", luckyNumber_Gt: 3, height_Isnull: false', [3]],
  ])('%s', async (args, pks) => {
    const { ask } = await startWorld({ people: EXTRAS_PEOPLE })
    expect(readPage(await ask(pageQuery(args))).pks).toEqual(pks)
  })

  it.each(['luckyNumber_Gt: "3"', 'birthday: "yesterday"', 'email: "user1@email.com"'])(
    '%s ends in a GraphQL error',
    async (args) => {
      const { ask } = await startWorld({ people: [] })
      const { data, errors } = await ask(pageQuery(args))
      expect(data).toBeUndefined()
      expect(errors?.length).toBeGreaterThan(0)
    },
  )
})
