import { describe, expect, it } from 'vitest'
import { pageQuery, readPage } from '../support/pages.js'
import { person } from '../support/people.js'
import { startWorld, type World } from '../support/world.js'

const FIVE = ['a', 'b', 'c', 'd', 'e'].map((username) => person(username))

const pageOf = async ({ ask }: World, args: string) => readPage(await ask(pageQuery(args)))

/** The pages of five users: arguments, primary keys, and whether there are more on either side. */
const PAGES: [args: string, pks: number[], hasPreviousPage: boolean, hasNextPage: boolean][] = [
  ['', [1, 2, 3, 4, 5], false, false],
  ['first: 5', [1, 2, 3, 4, 5], false, false],
  ['first: 100', [1, 2, 3, 4, 5], false, false],
  ['first: 2', [1, 2], false, true],
  ['first: 0', [], false, true],
  ['last: 2', [4, 5], true, false],
  ['last: 100', [1, 2, 3, 4, 5], false, false],
  ['last: 0', [], true, false],
  ['first: null, last: null', [1, 2, 3, 4, 5], false, false],
  ['first: 2, after: "C2"', [3, 4], true, true],
  ['first: 3, after: "C2"', [3, 4, 5], true, false],
  ['first: 2, after: "C5"', [], true, false],
  ['after: "C5"', [], true, false],
  ['first: 2, before: "C4"', [1, 2], false, true],
  ['before: "C1"', [], false, true],
  ['last: 2, before: "C4"', [2, 3], true, true],
  ['last: 3, before: "C4"', [1, 2, 3], false, true],
  ['last: 2, before: "C1"', [], false, true],
  ['after: "C1", before: "C5"', [2, 3, 4], true, true],
  ['first: 1, after: "C1", before: "C5"', [2], true, true],
  ['last: 1, after: "C1", before: "C5"', [4], true, true],
  ['after: "C2", before: "C3"', [], true, true],
  ['first: 0, after: "C2"', [], true, true],
  ['last: 0, before: "C3"', [], true, true],
  ['first: 3, last: 2', [2, 3], true, true],
  ['offset: 0', [1, 2, 3, 4, 5], false, false],
  ['offset: 2', [3, 4, 5], true, false],
  ['offset: 2, first: 2', [3, 4], true, true],
  ['offset: 5', [], true, false],
  ['offset: 99', [], true, false],
  ['offset: 1, first: 2, after: "C1"', [3, 4], true, true],
  ['offset: null, before: null, after: null', [1, 2, 3, 4, 5], false, false],
]

describe('the pages of users', () => {
  it.each(PAGES)('%s', async (args, pks, hasPreviousPage, hasNextPage) => {
    const world = await startWorld({ people: FIVE })
    const { cursors } = await pageOf(world, '')
    const withCursors = args.replace(/C(\d)/g, (_name, pk) => cursors[Number(pk) - 1] ?? '')
    expect(await pageOf(world, withCursors)).toMatchObject({ pks, hasPreviousPage, hasNextPage })
  })

  it('lead forward through everybody', async () => {
    const world = await startWorld({ people: FIVE })
    const seen: number[] = []
    let page = await pageOf(world, 'first: 2')
    while (seen.push(...page.pks) && page.hasNextPage) {
      page = await pageOf(world, `first: 2, after: "${page.cursors.at(-1)}"`)
    }
    expect(seen).toEqual([1, 2, 3, 4, 5])
  })

  it('lead backward through everybody', async () => {
    const world = await startWorld({ people: FIVE })
    const seen: number[] = []
    let page = await pageOf(world, 'last: 2')
    while (seen.unshift(...page.pks) && page.hasPreviousPage) {
      page = await pageOf(world, `last: 2, before: "${page.cursors[0]}"`)
    }
    expect(seen).toEqual([1, 2, 3, 4, 5])
  })

  it('tell the truth about what the filters let through, in both directions', async () => {
    const people = ['ann', 'bob', 'anna', 'eve', 'joanna', 'zoe'].map((name) => person(name))
    const world = await startWorld({ people })
    const filter = 'username_Icontains: "ann"'
    const first = await pageOf(world, `${filter}, first: 2`)
    expect(first).toMatchObject({ pks: [1, 3], hasPreviousPage: false, hasNextPage: true })
    const [, cursor] = first.cursors
    expect(await pageOf(world, `${filter}, first: 2, after: "${cursor}"`)).toMatchObject({
      pks: [5],
      hasPreviousPage: true,
      hasNextPage: false,
    })
    expect(await pageOf(world, `${filter}, last: 1`)).toMatchObject({
      pks: [5],
      hasPreviousPage: true,
      hasNextPage: false,
    })
  })

  it('go on behind someone who has gone', async () => {
    const world = await startWorld({
      people: FIVE,
      GRAPHQL_AUTH: { ALLOW_DELETE_ACCOUNT: true },
    })
    const { cursors } = await pageOf(world, 'first: 2')
    await world.call('deleteAccount', { password: '123456' }, (await world.enter('b')).token)
    expect(await pageOf(world, `first: 2, after: "${cursors[1]}"`)).toMatchObject({
      pks: [3, 4],
      hasPreviousPage: true,
    })
  })

  it.each([
    'garbage',
    '',
    '2',
    Buffer.from('cursor:two').toString('base64'),
    Buffer.from('cursor:-1').toString('base64'),
    Buffer.from(`cursor:${'9'.repeat(40)}`).toString('base64'),
    Buffer.from('UserNode:2').toString('base64'),
    "' OR 1=1 --",
  ])('ignore a cursor that is none: %j', async (cursor) => {
    const world = await startWorld({ people: FIVE })
    const garbage = JSON.stringify(cursor)
    for (const args of [`first: 2, after: ${garbage}`, `first: 2, before: ${garbage}`]) {
      expect(await pageOf(world, args)).toMatchObject({ pks: [1, 2], hasNextPage: true })
    }
  })
})

describe('the size of a page', () => {
  it('is 100 at most, also when nothing is asked for', async () => {
    const many = Array.from({ length: 103 }, (_, index) => person(`u${index}`))
    const world = await startWorld({ people: many })
    for (const args of ['', 'first: 100']) {
      const page = await pageOf(world, args)
      expect(page).toMatchObject({ hasPreviousPage: false, hasNextPage: true })
      expect(page.pks).toHaveLength(100)
    }
    expect(await pageOf(world, 'offset: 100')).toMatchObject({ pks: [101, 102, 103] })
    expect((await pageOf(world, 'last: 100')).pks.at(0)).toBe(4)
  })

  it.each([
    [
      'first: 101',
      'Requesting 101 records on the `users` connection exceeds the `first` limit of 100 records.',
    ],
    [
      'last: 101',
      'Requesting 101 records on the `users` connection exceeds the `last` limit of 100 records.',
    ],
    [
      'first: 2147483647',
      'Requesting 2147483647 records on the `users` connection exceeds the `first` limit of 100 records.',
    ],
  ])('%s is a GraphQL error', async (args, message) => {
    const { ask } = await startWorld({ people: [] })
    expect(await ask(pageQuery(args))).toMatchObject({
      data: { users: null },
      errors: [{ message }],
    })
  })

  it.each(['first: -1', 'last: -1', 'offset: -1'])('%s is a GraphQL error', async (args) => {
    const { ask } = await startWorld({ people: [] })
    const name = args.split(':')[0]
    expect(await ask(pageQuery(args))).toMatchObject({
      data: { users: null },
      errors: [{ message: `The argument \`${name}\` must not be negative.` }],
    })
  })
})
