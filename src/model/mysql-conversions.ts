import type { FieldType } from '../settings/types.js'
import { asIs, type Conversion, type Conversions, convert } from './conversion.js'

/** The types of MySQL and MariaDB. */
export const MYSQL_TYPES = {
  String: 'varchar',
  Int: 'integer',
  Float: 'double',
  Boolean: 'boolean',
  Date: 'date',
  DateTime: 'datetime(3)',
} as const satisfies Record<FieldType, string>

const MYSQL: Partial<Record<FieldType, Conversions>> = {}

/** Where there is no way from one type to the other, every value is in the way. */
const none = convert(
  () => 'NULL',
  (value) => `${value} IS NOT NULL`,
)

/** How MySQL makes values of one type out of those of another. */
export function mysqlConversion(from: FieldType, to: FieldType): Conversion {
  return from === to ? asIs : (MYSQL[from]?.[to] ?? none)
}

const PLACEHOLDERS: Record<FieldType, { same: string; distinct: string }> = {
  String: { same: "''", distinct: 'CAST("id" AS char)' },
  Int: { same: '0', distinct: '"id"' },
  Float: { same: '0', distinct: '"id"' },
  Boolean: { same: 'false', distinct: 'false' },
  Date: { same: "'1970-01-01'", distinct: '\'1970-01-01\' + INTERVAL "id" DAY' },
  DateTime: { same: "'1970-01-01'", distinct: '\'1970-01-01\' + INTERVAL "id" SECOND' },
}

/** A value for rows of which nobody knows it. @param isDistinct another one in each row */
export function mysqlPlaceholder(type: FieldType, isDistinct: boolean): string {
  return PLACEHOLDERS[type][isDistinct ? 'distinct' : 'same']
}
