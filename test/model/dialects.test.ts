import { describe, expect, test } from 'vitest'
import { diffColumns } from '../../src/model/column-changes.js'
import type { Column } from '../../src/model/columns.js'
import { dialectOf } from '../../src/model/dialects.js'
import { columnSteps } from '../../src/model/migration/column-steps.js'
import type { DatabaseName, FieldType } from '../../src/settings/types.js'
import { columnOf } from '../support/users-table.js'

describe('a default of PostgreSQL', () => {
  const { literal, storedDefault } = dialectOf('postgres')

  test.each<[string | number | boolean, FieldType, string]>([
    ["it's", 'String', "('it''s')"],
    ['', 'String', "('')"],
    ["it's a\\b", 'String', String.raw`(E'it''s a\\b')`],
    ['2026-01-02T00:30:00.250+05:30', 'DateTime', "('2026-01-01 19:00:00.25+00')"],
    ['0050-01-02T00:00:00Z', 'DateTime', "('0050-01-02 00:00:00+00')"],
    [-7, 'Int', "('-7')"],
    [1.5, 'Float', "('1.5')"],
    [true, 'Boolean', '(true)'],
    [false, 'Boolean', '(false)'],
  ])('%j of a %s is %s in SQL', (value, type, sql) => {
    expect(literal(value, type)).toBe(sql)
  })

  test.each<[FieldType, string | number | boolean, string | number | boolean]>([
    ['String', 'AbC', 'AbC'],
    ['Int', -7, -7],
    ['Boolean', true, true],
    ['Date', '2026-01-02', '2026-01-02'],
    ['Float', 0, '0'],
    ['Float', -1.5, '-1.5'],
    ['Float', 0.0001, '0.0001'],
    ['Float', 0.00001, '1e-05'],
    ['Float', 999999999999999, '999999999999999'],
    ['Float', 1e15, '1e+15'],
    ['Float', -1.25e-120, '-1.25e-120'],
    ['DateTime', '2026-01-02T03:04:50Z', '2026-01-02 03:04:50+00'],
    ['DateTime', '2026-01-02T00:30:00.250+05:30', '2026-01-01 19:00:00.25+00'],
  ])('%s %j is %j in the catalog', (type, value, stored) => {
    expect(storedDefault(value, type)).toBe(stored)
  })
})

describe('a default of MySQL', () => {
  const { literal, storedDefault } = dialectOf('mysql')

  test.each<[string | number | boolean, FieldType, string]>([
    ["it's", 'String', "'it''s'"],
    ['', 'String', "''"],
    ['a\\b\r\n', 'String', String.raw`'a\\b\r\n'`],
    [-7, 'Int', '-7'],
    [1.5, 'Float', '1.5'],
    [true, 'Boolean', 'true'],
    [false, 'Boolean', 'false'],
    ['2026-01-02', 'Date', "'2026-01-02'"],
    ['2026-01-02T00:30:00.250+05:30', 'DateTime', "'2026-01-01 19:00:00.250'"],
  ])('%j of a %s is %s in SQL', (value, type, sql) => {
    expect(literal(value, type)).toBe(sql)
  })

  test.each<[FieldType, string | number | boolean, string | number | boolean]>([
    ['String', 'AbC', 'AbC'],
    ['String', "it's a\\b\r\n", String.raw`it's a\\b\r\n`],
    ['Int', -7, -7],
    ['Boolean', true, true],
    ['Date', '2026-01-02', '2026-01-02'],
    ['Float', 0, '0'],
    ['Float', -1.5, '-1.5'],
    ['Float', 0.0000001, '0.0000001'],
    ['Float', 1.234e-15, '0.000000000000001234'],
    ['Float', 1e-16, '1e-16'],
    ['Float', 999999999999999, '999999999999999'],
    ['Float', 1e14, '100000000000000'],
    ['Float', 1e15, '1e15'],
    ['Float', -1.25e-120, '-1.25e-120'],
    ['DateTime', '2026-01-02T03:04:50Z', '2026-01-02 03:04:50.000'],
  ])('%s %j is %j in the catalog', (type, value, stored) => {
    expect(storedDefault(value, type)).toBe(stored)
  })
})

describe('others are kept from the table of users', () => {
  const phone = columnOf('phone')
  const steps = (database: DatabaseName, after: Column) =>
    columnSteps(diffColumns([phone], [after]), {
      ...{ dialect: dialectOf(database), after: [after], backfill: 'nothing' },
    })

  test('by a lock of PostgreSQL, before its values are looked at', () => {
    const [first, second] = steps('postgres', { ...phone, type: 'Int', maxLength: null })
    expect(first).toEqual({ kind: 'sql', sql: 'LOCK TABLE "users"' })
    expect(second?.kind).toBe('refuse')
  })

  test('by a lock of MySQL, from the first statement to the last', () => {
    const all = steps('mysql', { ...phone, maxLength: 300 })
    expect(all.at(0)).toEqual({ kind: 'sql', sql: 'LOCK TABLES "users" WRITE' })
    expect(all.at(-1)).toEqual({ kind: 'sql', sql: 'UNLOCK TABLES' })
  })

  test('by the transaction itself on SQLite', () => {
    expect(steps('sqlite', { ...phone, type: 'Int', maxLength: null })[0]?.kind).toBe('refuse')
  })

  test('by nothing where no value is looked at', () => {
    const kinds = steps('postgres', { ...phone, maxLength: 300 })
    expect(kinds).not.toContainEqual({ kind: 'sql', sql: 'LOCK TABLE "users"' })
  })
})
