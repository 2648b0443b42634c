import fc from 'fast-check'
import type { Column } from '../../src/model/columns.js'
import { FIELD_TYPES, type FieldType } from '../../src/settings/types.js'

const NAMES = ['phone', 'mobile', 'lucky_number', 'height', 'birthday', 'nickname']

const DEFAULTS: Record<FieldType, fc.Arbitrary<Column['default']>> = {
  String: fc.constantFrom('', "it's", 'a "b"', '7', '`', 'a\\b'),
  Int: fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 }),
  Float: fc.constantFrom(0, 1.5, -2),
  Boolean: fc.boolean(),
  Date: fc.constant('2026-01-02'),
  DateTime: fc.constant('2026-01-02T03:04:05Z'),
}

const column: fc.Arbitrary<Column> = fc
  .record({
    name: fc.constantFrom(...NAMES),
    type: fc.constantFrom(...FIELD_TYPES),
    length: fc.integer({ min: 10, max: 40 }),
    nullable: fc.boolean(),
    wantsUnique: fc.boolean(),
    wantsDefault: fc.boolean(),
  })
  .chain(({ name, type, length, nullable, wantsUnique, wantsDefault }) => {
    const unique = wantsUnique && type !== 'Boolean'
    const maxLength = type === 'String' ? length : null
    const value = wantsDefault && !unique ? DEFAULTS[type] : fc.constant(null)
    return value.map((default_) => ({
      ...{ name, type, maxLength, nullable, unique, default: default_, keyOf: null },
    }))
  })

const columns = fc.uniqueArray(column, { selector: ({ name }) => name, maxLength: 5 })

/** Two tables of users, and renames that lead from columns of the one to columns of the other. */
export const tables = fc
  .record({ before: columns, after: columns, order: fc.infiniteStream(fc.nat()) })
  .map(({ before, after, order }) => {
    const gone = before.filter((column) => !hasName(after, column))
    const come = after.filter((column) => !hasName(before, column))
    const pairs = gone.slice(0, Number(order.next().value) % 3).flatMap(({ name }, index) => {
      const to = come[index]?.name
      return to === undefined ? [] : [[name, to] as const]
    })
    return { before, after, renames: new Map(pairs) }
  })

function hasName(columns: readonly Column[], { name }: Column): boolean {
  return columns.some((column) => column.name === name)
}
