import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diffColumns, reverse } from '../../src/model/column-changes.js'
import type { Column } from '../../src/model/columns.js'
import { columnSteps } from '../../src/model/migration/column-steps.js'
import { type Step, sql } from '../../src/model/migration/step.js'
import type { DatabaseName } from '../../src/settings/types.js'
import { tables } from '../support/columns.js'
import { runsOn, type TestDatabase, testDatabases } from '../support/test-databases.js'
import {
  change,
  columnOf,
  databaseOf,
  insertUser,
  migrate,
  sessionCount,
  valuesIn,
} from '../support/users-table.js'

const SAMPLES = {
  String: ['7', '2026-01-02', 'true'],
  Int: [7, 0, 1],
  Float: [7.5, 0, 1],
  Boolean: [1, 0, 1],
  Date: ['2026-01-02', '2026-01-03', '2026-01-04'],
  DateTime: ['2026-01-02 03:04:05.000', '2026-01-03 00:00:00.000', '2026-01-04 00:00:00.000'],
} as const

const WHERE_TO_FILL: Record<DatabaseName, string> = {
  sqlite: 'above the check',
  postgres: 'above the check',
  mysql: 'after ADD COLUMN, and delete this check',
}

/** Three users, the second of whom has nothing that need not be there. */
async function insertUsers(database: TestDatabase, columns: readonly Column[]): Promise<void> {
  for (const number of [0, 1, 2]) {
    const values = columns.map(({ name, type, nullable }) => {
      const value = nullable && number === 1 ? null : (SAMPLES[type][number] ?? null)
      return [name, value] as const
    })
    await insertUser(database, { id: number + 1, ...Object.fromEntries(values) })
  }
}

describe.each(await testDatabases())('on %s', (name, open) => {
  test('steps lead to the other table and back, or change nothing', () =>
    fc.assert(
      fc.asyncProperty(tables, fc.boolean(), async ({ before, after, renames }, hasUsers) => {
        const database = await databaseOf(open, before)
        if (hasUsers) await insertUsers(database, before)
        const old = await database.layout()

        const isUp = (await change(database, { before, after, renames })) === null
        const current = isUp ? await (await databaseOf(open, after)).layout() : old
        expect(await database.layout()).toEqual(current)
        if (!hasUsers) expect(isUp).toBe(true)

        const back = { before: after, after: before, renames: reverse(renames) }
        const isDown =
          isUp && (await change(database, { ...back, backfill: 'placeholder' })) === null
        if (isDown) expect(await database.layout()).toEqual(old)
        if (!hasUsers) expect(isDown).toBe(true)
        expect(await sessionCount(database)).toBe(hasUsers ? 3 : 0)
      }),
      { numRuns: runsOn(name) },
    ))

  test('values of columns that keep their type are never lost on the way', () =>
    fc.assert(
      fc.asyncProperty(tables, async ({ before, after, renames }) => {
        const database = await databaseOf(open, before)
        await insertUsers(database, before)
        const kept = new Map<string, unknown[]>()
        for (const column of before) {
          const to = after.find(({ name }) => name === (renames.get(column.name) ?? column.name))
          const isSame = to?.type === column.type && (to.nullable || !column.nullable)
          if (isSame) kept.set(to.name, await valuesIn(database, column.name))
        }
        if ((await change(database, { before, after, renames })) !== null) return
        for (const [to, values] of kept) expect(await valuesIn(database, to)).toEqual(values)
      }),
      { numRuns: runsOn(name) },
    ))

  describe('a column of another type', () => {
    test.each([
      ['Int', 'String', [7, -1], ['7', '-1']],
      ['Int', 'Float', [7, -1], [7, -1]],
      ['Int', 'Boolean', [1, 0], [1, 0]],
      ['Float', 'Int', [6.5, -2.5], [7, -3]],
      ['Float', 'String', [7.5, -1], ['7.5', expect.stringMatching(/^-1(\.0)?$/)]],
      ['Float', 'Boolean', [1, 0], [1, 0]],
      ['Boolean', 'String', [1, 0], ['true', 'false']],
      ['Boolean', 'Int', [1, 0], [1, 0]],
      ['Boolean', 'Float', [1, 0], [1, 0]],
      ['String', 'Boolean', ['true', '0'], [1, 0]],
      ['String', 'Int', ['12', '-1'], [12, -1]],
      ['String', 'Float', ['1.50', '-1'], [1.5, -1]],
      ['String', 'Date', ['2026-01-02', null], ['2026-01-02', null]],
      [
        'String',
        'DateTime',
        ['2026-01-02T10:00:00+02:00', null],
        ['2026-01-02 08:00:00.000', null],
      ],
      ['Date', 'String', ['2026-01-02', null], ['2026-01-02', null]],
      ['Date', 'DateTime', ['2026-01-02', null], ['2026-01-02 00:00:00.000', null]],
      ['DateTime', 'Date', ['2026-01-02 03:04:05.000', null], ['2026-01-02', null]],
      ['DateTime', 'String', ['2026-01-02 03:04:05.000', null], ['2026-01-02T03:04:05.000Z', null]],
    ] as const)('turns values of %s into %s, and back', async (from, to, values, expected) => {
      const [before, after] = [
        [columnOf('phone', { type: from })],
        [columnOf('phone', { type: to })],
      ]
      const database = await databaseOf(open, before)
      for (const phone of values) await insertUser(database, { phone })
      for (let round = 0; round < 2; round += 1) {
        expect(await change(database, { before, after })).toBeNull()
        expect(await valuesIn(database, 'phone')).toEqual(expected)
        expect(await change(database, { before: after, after: before })).toBeNull()
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
    ] as const)('stops at a %s that cannot become %s: %s', async (from, to, phone) => {
      const before = [columnOf('phone', { type: from })]
      const database = await databaseOf(open, before)
      await insertUser(database, { phone })
      await insertUser(database, { phone: null })
      const after = [columnOf('phone', { type: to })]
      expect(await change(database, { before, after })).toBe(
        `1 values of "phone" cannot become ${to}: change them first`,
      )
      expect(await valuesIn(database, 'phone')).toEqual([phone, null])
    })
  })

  describe('a column with stricter rules', () => {
    test.each([
      [{ nullable: false }, '1 users have no "phone": give them one first'],
      [{ maxLength: 2 }, '2 values of "phone" are longer than 2 characters: shorten them first'],
      [{ unique: true }, '1 values of "phone" belong to more than one user: change them first'],
    ])('stops where users do not keep to %o', async (rule, reason) => {
      const before = [columnOf('phone')]
      const database = await databaseOf(open, before)
      for (const phone of ['111', '111', null]) await insertUser(database, { phone })
      const old = await database.layout()
      expect(await change(database, { before, after: [columnOf('phone', rule)] })).toBe(reason)
      expect(await database.layout()).toEqual(old)
    })

    test('is told by the name that it still has, and comes when the values are mended', async () => {
      const before = [columnOf('phone'), columnOf('fax')]
      const rules = { type: 'Int', unique: true, nullable: false } as const
      const after = [columnOf('mobile', rules), columnOf('height', { type: 'Float' })]
      const wish = { before, after, renames: new Map([['phone', 'mobile']]) }
      const database = await databaseOf(open, before)
      for (const phone of ['1', '1', null]) await insertUser(database, { phone, fax: 'x' })
      const old = await database.layout()

      expect(await change(database, wish)).toBe('1 users have no "phone": give them one first')
      await database.run(`UPDATE "users" SET "phone" = '2' WHERE "phone" IS NULL`)
      expect(await change(database, wish)).toBe(
        '1 values of "phone" belong to more than one user: change them first',
      )
      expect(await database.layout()).toEqual(old)
      await database.run(`UPDATE "users" SET "phone" = CONCAT("phone", "id") WHERE "phone" = '1'`)
      expect(await change(database, wish)).toBeNull()
      expect((await valuesIn(database, 'mobile')).toSorted()).toEqual([11, 12, 2])
    })

    test('gets its default where it was empty', async () => {
      const before = [columnOf('phone')]
      const after = [columnOf('phone', { nullable: false, default: "it's" })]
      const database = await databaseOf(open, before)
      for (const phone of ['111', null]) await insertUser(database, { phone })
      expect(await change(database, { before, after })).toBeNull()
      expect(await valuesIn(database, 'phone')).toEqual(['111', "it's"])
    })
  })

  describe('a required column that is new', () => {
    const after = [columnOf('phone', { nullable: false })]
    const fill = sql(`UPDATE "users" SET "phone" = 'none'`)

    test('stops where there are users, and says where it can be set', async () => {
      const database = await databaseOf(open, [])
      await insertUser(database, { avatar: 'one' })
      const old = await database.layout()
      expect(await change(database, { before: [], after })).toBe(
        `1 users would have no "phone": set it in this migration, ${WHERE_TO_FILL[name]}`,
      )
      expect(await database.layout()).toEqual(old)
    })

    test('has what its owner sets there', async () => {
      const database = await databaseOf(open, [])
      await insertUser(database, { avatar: 'one' })
      const { dialect } = database
      const steps = columnSteps(diffColumns([], after), { dialect, after, backfill: 'nothing' })
      const isAddition = (step: Step) => step.kind === 'sql' && step.sql.includes(' ADD COLUMN ')
      const filled = steps.flatMap((step) => (isAddition(step) ? [step, fill] : [step]))
      const isKept = ({ kind }: Step) => name !== 'mysql' || kind !== 'refuse'
      expect(await migrate(database, filled.filter(isKept))).toBeNull()
      expect(await valuesIn(database, 'phone')).toEqual(['none'])
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
    ] as const)('is a required %s, unique: %s', async (type, unique, expected) => {
      const after = [columnOf('phone', { type, unique, nullable: false })]
      const database = await databaseOf(open, [])
      await insertUser(database, { avatar: 'one' })
      await insertUser(database, { avatar: 'two' })
      expect(await change(database, { before: [], after, backfill: 'placeholder' })).toBeNull()
      expect(await valuesIn(database, 'phone')).toEqual(expected)
    })
  })
})
