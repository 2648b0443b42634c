import type Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Column } from '../../src/model/columns.js'
import { reverse } from '../../src/model/diff.js'
import { tables } from '../support/columns.js'
import {
  columnOf,
  databaseOf,
  insertUser,
  layoutOf,
  migrate,
  sessionCount,
  stepsOf,
  valuesIn,
} from '../support/users-table.js'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 200)

const SAMPLES = {
  String: ['7', '2026-01-02', 'true'],
  Int: [7, 0, 1],
  Float: [7.5, 0, 1],
  Boolean: [1, 0, 1],
  Date: ['2026-01-02', '2026-01-03', '2026-01-04'],
  DateTime: ['2026-01-02 03:04:05.000', '2026-01-03 00:00:00.000', '2026-01-04 00:00:00.000'],
} as const

/** Three users, the second of whom has nothing that need not be there. */
function insertUsers(database: Sqlite.Database, columns: readonly Column[]): void {
  for (const number of [0, 1, 2]) {
    const values = columns.map(({ name, type, nullable }) => {
      const value = nullable && number === 1 ? null : (SAMPLES[type][number] ?? null)
      return [name, value] as const
    })
    insertUser(database, { id: number + 1, ...Object.fromEntries(values) })
  }
}

test('steps lead to the other table and back, or change nothing', () => {
  fc.assert(
    fc.property(tables, fc.boolean(), ({ before, after, renames }, hasUsers) => {
      const database = databaseOf(before)
      if (hasUsers) insertUsers(database, before)
      const old = layoutOf(database)

      const isUp = migrate(database, stepsOf(before, after, renames)) === null
      expect(layoutOf(database)).toEqual(isUp ? layoutOf(databaseOf(after)) : old)
      if (!hasUsers) expect(isUp).toBe(true)

      const back = stepsOf(after, before, reverse(renames), 'placeholder')
      const isDown = isUp && migrate(database, back) === null
      if (isDown) expect(layoutOf(database)).toEqual(old)
      if (!hasUsers) expect(isDown).toBe(true)
      expect(sessionCount(database)).toBe(hasUsers ? 3 : 0)
    }),
    { numRuns: RUNS },
  )
})

test('values of columns that keep their type are never lost on the way', () => {
  fc.assert(
    fc.property(tables, ({ before, after, renames }) => {
      const database = databaseOf(before)
      insertUsers(database, before)
      const kept = before.flatMap((column) => {
        const to = after.find(({ name }) => name === (renames.get(column.name) ?? column.name))
        const isSame = to?.type === column.type && (to.nullable || !column.nullable)
        return isSame ? [{ to: to.name, values: valuesIn(database, column.name) }] : []
      })
      const isUp = migrate(database, stepsOf(before, after, renames)) === null
      if (isUp) for (const { to, values } of kept) expect(valuesIn(database, to)).toEqual(values)
    }),
    { numRuns: RUNS },
  )
})

describe('a column of another type', () => {
  test.each([
    ['Int', 'String', [7, -1], ['7', '-1']],
    ['Int', 'Float', [7, -1], [7, -1]],
    ['Int', 'Boolean', [1, 0], [1, 0]],
    ['Float', 'Int', [7.5, -1], [8, -1]],
    ['Float', 'String', [7.5, -1], ['7.5', '-1.0']],
    ['Float', 'Boolean', [1, 0], [1, 0]],
    ['Boolean', 'String', [1, 0], ['true', 'false']],
    ['Boolean', 'Int', [1, 0], [1, 0]],
    ['Boolean', 'Float', [1, 0], [1, 0]],
    ['String', 'Boolean', ['true', '0'], [1, 0]],
    ['String', 'Int', ['12', '-1'], [12, -1]],
    ['String', 'Float', ['1.50', '-1'], [1.5, -1]],
    ['String', 'Date', ['2026-01-02', null], ['2026-01-02', null]],
    ['String', 'DateTime', ['2026-01-02T10:00:00+02:00', null], ['2026-01-02 08:00:00.000', null]],
    ['Date', 'String', ['2026-01-02', null], ['2026-01-02', null]],
    ['Date', 'DateTime', ['2026-01-02', null], ['2026-01-02 00:00:00.000', null]],
    ['DateTime', 'Date', ['2026-01-02 03:04:05.000', null], ['2026-01-02', null]],
    ['DateTime', 'String', ['2026-01-02 03:04:05.000', null], ['2026-01-02T03:04:05.000Z', null]],
  ] as const)('turns values of %s into %s, and back', (from, to, values, expected) => {
    const [before, after] = [[columnOf('phone', { type: from })], [columnOf('phone', { type: to })]]
    const database = databaseOf(before)
    for (const phone of values) insertUser(database, { phone })
    for (let round = 0; round < 2; round += 1) {
      expect(migrate(database, stepsOf(before, after))).toBeNull()
      expect(valuesIn(database, 'phone')).toEqual(expected)
      expect(migrate(database, stepsOf(after, before))).toBeNull()
    }
  })

  test.each([
    ['String', 'Int', '007'],
    ['String', 'Int', '99999999999'],
    ['String', 'Float', 'much'],
    ['String', 'Boolean', 'maybe'],
    ['String', 'Date', '2026-02-30'],
    ['String', 'DateTime', '12'],
    ['Int', 'Boolean', 2],
    ['Float', 'Int', 1e12],
    ['Date', 'Int', '2026-01-02'],
  ] as const)('stops at a %s that cannot become %s: %s', (from, to, phone) => {
    const before = [columnOf('phone', { type: from })]
    const database = databaseOf(before)
    insertUser(database, { phone })
    insertUser(database, { phone: null })
    expect(migrate(database, stepsOf(before, [columnOf('phone', { type: to })]))).toBe(
      `1 values of "phone" cannot become ${to}: change them first`,
    )
    expect(valuesIn(database, 'phone')).toEqual([phone, null])
  })
})

describe('a column with stricter rules', () => {
  test.each([
    [{ nullable: false }, '1 users have no "phone": give them one first'],
    [{ maxLength: 2 }, '2 values of "phone" are longer than 2 characters: shorten them first'],
    [{ unique: true }, '1 values of "phone" belong to more than one user: change them first'],
  ])('stops where users do not keep to %o', (rule, reason) => {
    const before = [columnOf('phone')]
    const database = databaseOf(before)
    for (const phone of ['111', '111', null]) insertUser(database, { phone })
    expect(migrate(database, stepsOf(before, [columnOf('phone', rule)]))).toBe(reason)
    expect(layoutOf(database)).toEqual(layoutOf(databaseOf(before)))
  })

  test('gets its default where it was empty', () => {
    const before = [columnOf('phone')]
    const after = [columnOf('phone', { nullable: false, default: "it's" })]
    const database = databaseOf(before)
    for (const phone of ['111', null]) insertUser(database, { phone })
    expect(migrate(database, stepsOf(before, after))).toBeNull()
    expect(valuesIn(database, 'phone')).toEqual(['111', "it's"])
  })
})

describe('a dropped column that comes back', () => {
  test.each([
    ['String', true, ['1', '2']],
    ['String', false, ['', '']],
    ['Int', true, [1, 2]],
    ['Float', false, [0, 0]],
    ['Boolean', false, [0, 0]],
    ['Date', true, ['1970-01-02', '1970-01-03']],
    ['DateTime', true, ['1970-01-01 00:00:01.000', '1970-01-01 00:00:02.000']],
    ['DateTime', false, ['1970-01-01 00:00:00.000', '1970-01-01 00:00:00.000']],
  ] as const)('is a required %s, unique: %s', (type, unique, expected) => {
    const before = [columnOf('phone', { type, unique, nullable: false })]
    const database = databaseOf([])
    insertUser(database, { avatar: 'one' })
    insertUser(database, { avatar: 'two' })
    expect(migrate(database, stepsOf([], before, new Map(), 'placeholder'))).toBeNull()
    expect(valuesIn(database, 'phone')).toEqual(expected)
  })
})
