import { describe, expect, test } from 'vitest'
import {
  type DatabaseName,
  type DefaultValue,
  FIELD_TYPES,
  type FieldType,
} from '../../src/settings/types.js'
import { type OpenDatabase, testDatabases } from '../support/test-databases.js'
import { change, columnOf, databaseOf, insertUser, valuesIn } from '../support/users-table.js'

/** What texts become. */
const FIT: readonly [type: FieldType, texts: string[], values: (string | number)[]][] = [
  ['Int', ['0', '-1', '2147483647', '-2147483647'], [0, -1, 2147483647, -2147483647]],
  ['Float', ['0', '-1.50', '.5', '5.', '+1', '007', ' 1 '], [0, -1.5, 0.5, 5, 1, 7, 1]],
  ['Float', ['1e10', '1.5E-3', '1e308', '999999999999999'], [1e10, 0.0015, 1e308, 999999999999999]],
  ['Boolean', ['true', 'false', '1', '0'], [1, 0, 1, 0]],
  ...['2026-01-31', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'].map(
    (day): [FieldType, string[], string[]] => ['Date', [day], [day]],
  ),
  ['DateTime', ['2026-01-02'], ['2026-01-02 00:00:00.000']],
  ['DateTime', ['2026-01-02 10:00'], ['2026-01-02 10:00:00.000']],
  ['DateTime', ['2026-07-02T10:00Z'], ['2026-07-02 10:00:00.000']],
  ['DateTime', ['2026-01-02T23:59:59.5'], ['2026-01-02 23:59:59.500']],
  ['DateTime', ['2026-01-02T10:00:00.1234Z'], ['2026-01-02 10:00:00.123']],
  ['DateTime', ['2026-01-02T00:30:00.000+05:30'], ['2026-01-01 19:00:00.000']],
  ['DateTime', ['2024-02-29 10:00:00 -01:00'], ['2024-02-29 11:00:00.000']],
]

const NO_DAYS = [
  ...['', 'today', 'infinity', '02.01.2026', '2026-1-2', '2026-01', '12026-01-02', '20260102'],
  ...['2026-02-29', '2026-02-30', '2100-02-29', '2026-04-31', '2026-13-01', '2026-00-10'],
  ...['2026-01-00', '2026-01-32', '2026-01-02x', '２026-01-02'],
]

/** Texts that become nothing else. */
const UNFIT: readonly [FieldType, string[]][] = [
  ['Int', ['', ' 1', '1 ', '1\n', '+1', '-0', '01', '1.0', '1e3', '１', 'abc', '--1', '1-']],
  ['Int', ['2147483648', '-2147483648', '99999999999', '9999999999999999999999']],
  ['Float', ['', ' ', 'much', '1,5', '0x10', '1e', 'e1', '.', '1_000', '--1', '1 2']],
  ['Float', ['NaN', 'Infinity', '9007199254740993']],
  ['Boolean', ['', 'True', 't', 'yes', 'on', '2', '-1', ' true']],
  ['Date', [...NO_DAYS, '2026-01-02 ', '2026-01-02T00:00:00Z']],
  ['DateTime', [...NO_DAYS, 'now', '10:00', '2026-02-30T10:00Z', '2026-01-02T25:00']],
  ['DateTime', ['2026-01-02T10:60', '2026-01-02T10:00:60', '2026-01-02T10:00+15:00']],
  ['DateTime', ['2026-01-02T10:00+02', '2026-01-02 10', '2026-01-02T10:00 CET']],
  ['DateTime', ['2026-01-02T10:00:00.Z', '2026-01-02T10:00Z+02:00']],
]

/** What SQLite takes, and the others have no place for. */
const TOO_MUCH: readonly [FieldType, string[]][] = [
  ['Float', ['1e309', '-1e999', '1e-400', '1e99999', `0.${'0'.repeat(200)}1e-200`]],
  ['Float', ['1234567890123456']],
  ['Date', ['0000-01-01']],
  ['DateTime', ['0000-01-01 10:00', '2026-01-02T24:00']],
]

/** What only MySQL has no place for: years that a time zone leads to. */
const NO_YEARS: readonly [FieldType, string[]][] = [
  ['DateTime', ['0001-01-01T00:00+01:00', '9999-12-31T23:59-01:00']],
]

const REFUSED: Record<DatabaseName, readonly [FieldType, string[]][]> = {
  sqlite: UNFIT,
  postgres: [...UNFIT, ...TOO_MUCH],
  mysql: [...UNFIT, ...TOO_MUCH, ...NO_YEARS],
}

const DEFAULTS: Record<FieldType, DefaultValue> = {
  ...{ String: "it's a\\b", Int: 7, Float: 1.5, Boolean: true },
  ...{ Date: '0050-01-02', DateTime: '0099-01-02T03:04:05.5+02:00' },
}

/** What they are in every database, whatever a session is set to. */
const USUAL: Record<FieldType, DefaultValue> = {
  ...{ ...DEFAULTS, Boolean: 1, DateTime: '0099-01-02 01:04:05.500' },
}

const PAIRS = FIELD_TYPES.flatMap((from) => FIELD_TYPES.map((to) => [from, to] as const))

/** Turns texts into another type. @returns why it was refused, or null, and what there is then */
async function converted(open: OpenDatabase, type: FieldType, texts: readonly string[]) {
  const [before, after] = [[columnOf('phone')], [columnOf('phone', { type })]]
  const database = await databaseOf(open, before)
  for (const phone of texts) await insertUser(database, { phone })
  const refusal = await change(database, { before, after })
  return { refusal, values: await valuesIn(database, 'phone') }
}

describe.each(await testDatabases())('on %s', (name, open) => {
  test.each(PAIRS)('nothing of type %s becomes the default of %s', async (from, type) => {
    const before = [columnOf('phone', { type: from })]
    const after = [columnOf('phone', { type, nullable: false, default: DEFAULTS[type] })]
    const database = await databaseOf(open, before)
    await insertUser(database, { id: 1, phone: null })
    expect(await change(database, { before, after })).toBeNull()
    await insertUser(database, { id: 2 })
    const [filled, usual] = await valuesIn(database, 'phone')
    expect([filled, usual]).toEqual([USUAL[type], USUAL[type]])
  })

  test.runIf(name === 'postgres')('a session that rounds numbers loses none', async () => {
    const before = [columnOf('phone', { type: 'Float' })]
    const after = [columnOf('phone')]
    const database = await databaseOf(open, before)
    await insertUser(database, { phone: 0.1 + 0.2 })
    await database.run('SET extra_float_digits TO 0')
    expect(await change(database, { before, after })).toContain('cannot become String')
    await database.run('RESET extra_float_digits')
    expect(await change(database, { before, after })).toBeNull()
    expect(await valuesIn(database, 'phone')).toEqual(['0.30000000000000004'])
  })

  test.runIf(name === 'postgres').each(['Date', 'DateTime'] as const)(
    'no %s loses its BC, or is infinite, as a text',
    async (type) => {
      const [before, after] = [[columnOf('phone', { type })], [columnOf('phone')]]
      const database = await databaseOf(open, before)
      for (const phone of ['0044-03-15 BC', 'infinity', '-infinity']) {
        await insertUser(database, { phone })
        expect(await change(database, { before, after })).toContain('1 values of "phone" cannot')
        await database.run('DELETE FROM "users"')
      }
    },
  )

  test.each(FIT)('%s: %j become %j', async (type, texts, values) => {
    expect(await converted(open, type, texts)).toEqual({ refusal: null, values })
  })

  test.each(REFUSED[name])('no %s: %j', async (type, texts) => {
    const [before, after] = [[columnOf('phone')], [columnOf('phone', { type })]]
    const database = await databaseOf(open, before)
    const reason = `1 values of "phone" cannot become ${type}: change them first`
    for (const text of texts) {
      await insertUser(database, { phone: text })
      const refusal = await change(database, { before, after })
      const values = await valuesIn(database, 'phone')
      expect({ refusal, values }).toEqual({ refusal: reason, values: [text] })
      await database.run('DELETE FROM "users"')
    }
  })
})
