import type { FieldType } from '../settings/types.js'
import { asIs, type Conversion, type Conversions, convert } from './conversion.js'

const text = (value: string) => `CAST(${value} AS TEXT)`
const isNoBit = (value: string) => `${value} NOT IN (0, 1)`
const isNoInt = (value: string) => `ABS(${value}) > 2147483647`
const isNoDay = (value: string) => `date(${value}) IS NOT ${value}`
const moment = (value: string) => `strftime('%Y-%m-%d %H:%M:%f', ${value})`
const rounded = (value: string) => `CAST(ROUND(${value}) AS INTEGER)`
const truth = (value: string) => `CASE ${value} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END`

/** `007` is not a number, since a number would not keep its zeros. */
const fromText: Conversions = {
  Int: convert(
    (value) => `CAST(${value} AS INTEGER)`,
    (value) =>
      `(CAST(CAST(${value} AS INTEGER) AS TEXT) <> ${value} OR ABS(CAST(${value} AS INTEGER)) > 2147483647)`,
  ),
  Float: convert(
    (value) => `CAST(${value} AS REAL)`,
    (value) => `CAST(${value} AS REAL) <> ${value}`,
  ),
  Boolean: convert(
    (value) => `${value} IN ('true', '1')`,
    (value) => `${value} NOT IN ('true', 'false', '1', '0')`,
  ),
  Date: convert((value) => value, isNoDay),
  DateTime: convert(
    moment,
    (value) =>
      `${value} IS NOT NULL AND (${isNoDay(`substr(${value}, 1, 10)`)} OR ${moment(value)} IS NULL)`,
  ),
}

/** What SQLite can make of a value, by its type and the one that it shall have. */
const SQLITE: Partial<Record<FieldType, Conversions>> = {
  String: fromText,
  Int: { String: convert(text), Float: asIs, Boolean: convert((value) => value, isNoBit) },
  Float: {
    String: convert(text),
    Int: convert(rounded, isNoInt),
    Boolean: convert((value) => value, isNoBit),
  },
  Boolean: { String: convert(truth), Int: asIs, Float: asIs },
  Date: { String: asIs, DateTime: convert(moment) },
  DateTime: {
    String: convert((value) => `strftime('%Y-%m-%dT%H:%M:%fZ', ${value})`),
    Date: convert((value) => `date(${value})`),
  },
}

/** Where there is no way from one type to the other, every value is in the way. */
const none = convert(
  () => 'NULL',
  (value) => `${value} IS NOT NULL`,
)

/** How SQLite makes values of one type out of those of another. */
export function sqliteConversion(from: FieldType, to: FieldType): Conversion {
  return from === to ? asIs : (SQLITE[from]?.[to] ?? none)
}

const PLACEHOLDERS: Record<FieldType, { same: string; distinct: string }> = {
  String: { same: "''", distinct: 'CAST("id" AS TEXT)' },
  Int: { same: '0', distinct: '"id"' },
  Float: { same: '0', distinct: '"id"' },
  Boolean: { same: '0', distinct: '0' },
  Date: { same: "'1970-01-01'", distinct: "date('1970-01-01', \"id\" || ' days')" },
  DateTime: {
    same: "'1970-01-01 00:00:00.000'",
    distinct: "strftime('%Y-%m-%d %H:%M:%f', '1970-01-01', \"id\" || ' seconds')",
  },
}

/** Placeholder for rows whose value is unknown. @param isDistinct a different one per row */
export function sqlitePlaceholder(type: FieldType, isDistinct: boolean): string {
  return PLACEHOLDERS[type][isDistinct ? 'distinct' : 'same']
}
