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

const cast = (type: string) => (value: string) => `CAST(${value} AS ${type})`
const text = cast('char')
const integer = cast('signed')
const float = cast('double')
const isNoBit = (value: string) => `${value} NOT IN (0, 1)`
const isTooLong = (value: string) => `ABS(${value}) > 2147483647`
const truth = (value: string) =>
  `CASE WHEN ${value} = 0 THEN 'false' WHEN ${value} <> 0 THEN 'true' END`

/** As SQLite rounds, which takes 0.5 to 1; how ROUND does is up to the machine. */
const rounded = (value: string) => integer(`SIGN(${value}) * FLOOR(ABS(${value}) + 0.5)`)

/**
 * What does not fit, found without a cast that would fail: it is tried only on what has the form, to
 * its very end. `$` would let a line end follow.
 *
 * @param isUnfit the condition for a value of that form
 */
const unlessFit = (value: string, form: string, isUnfit: string) =>
  `CASE WHEN ${value} REGEXP '^${form}\\\\z' THEN ${isUnfit} ELSE ${value} IS NOT NULL END`

const WHOLE_NUMBER = '(0|-?[1-9][0-9]{0,9})'
/** A float does not keep more than 15 digits of a whole number. */
const NUMBER = ' *[+-]?([0-9]{1,15}([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]{1,3})? *'
const DAY = '(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])'
const TIME = '([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?'
const OFFSET = '[+-](0[0-9]|1[0-4]):[0-5][0-9]'

/** What is not a float: read as the largest one, or as 0 though a digit is another. */
const isNoFloat = (value: string) =>
  `ABS(${float(value)}) >= 1.7976931348623157e308 OR (${float(value)} = 0 AND ${value} REGEXP '^[^eE]*[1-9]')`

/** The 30th of February. */
const isNoDay = (value: string) =>
  `SUBSTR(${value}, 9, 2) > DAY(LAST_DAY(CONCAT(SUBSTR(${value}, 1, 8), '01')))`

/** As precise as a Date of JavaScript. */
const local = (value: string) =>
  `CAST(LEFT(REGEXP_SUBSTR(${value}, '^[-0-9]+([ T][0-9:.]+)?'), 23) AS datetime(3))`

/** Without a time zone it is UTC. */
const moment = (value: string) =>
  `${local(value)} - INTERVAL CASE WHEN ${value} REGEXP '${OFFSET}$' THEN RIGHT(${value}, 6) ELSE '0:0' END HOUR_MINUTE`

/** A time zone can lead out of the years that there are. */
const isNoMoment = (value: string) =>
  `${isNoDay(value)} OR COALESCE(${moment(value)} < '0001-01-01', true)`

/** `007` is not a number, since a number would not keep its zeros. */
const fromText: Conversions = {
  Int: convert(integer, (value) => unlessFit(value, WHOLE_NUMBER, isTooLong(integer(value)))),
  Float: convert(
    (value) => float(`TRIM(${value})`),
    (value) => unlessFit(value, NUMBER, isNoFloat(value)),
  ),
  Boolean: convert(
    (value) => `${value} IN ('true', '1')`,
    (value) => `${value} NOT IN ('true', 'false', '1', '0')`,
  ),
  Date: convert(cast('date'), (value) => unlessFit(value, DAY, isNoDay(value))),
  DateTime: convert(moment, (value) =>
    unlessFit(value, `${DAY}([ T]${TIME} *(Z|${OFFSET})?)?`, isNoMoment(value)),
  ),
}

/** What MySQL can make of a value, by its type and the one that it shall have. */
const MYSQL: Partial<Record<FieldType, Conversions>> = {
  String: fromText,
  Int: { String: convert(text), Float: asIs, Boolean: convert(asIs.to, isNoBit) },
  Float: {
    String: convert(text),
    Int: convert(rounded, isTooLong),
    Boolean: convert(asIs.to, isNoBit),
  },
  Boolean: { String: convert(truth), Int: asIs, Float: asIs },
  Date: { String: convert(text), DateTime: asIs },
  DateTime: {
    String: convert((value) => `CONCAT(LEFT(DATE_FORMAT(${value}, '%Y-%m-%dT%T.%f'), 23), 'Z')`),
    Date: convert((value) => `DATE(${value})`),
  },
}

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

/** Placeholder for rows whose value is unknown. @param isDistinct a different one per row */
export function mysqlPlaceholder(type: FieldType, isDistinct: boolean): string {
  return PLACEHOLDERS[type][isDistinct ? 'distinct' : 'same']
}
