import type { FieldType } from '../settings/types.js'
import { asIs, type Conversion, type Conversions, convert } from './conversion.js'

/** The types of PostgreSQL. */
export const POSTGRES_TYPES = {
  String: 'varchar',
  Int: 'integer',
  Float: 'double precision',
  Boolean: 'boolean',
  Date: 'date',
  DateTime: 'timestamp with time zone',
} as const satisfies Record<FieldType, string>

const cast = (type: string) => (value: string) => `CAST(${value} AS ${type})`
const text = cast('text')
const integer = cast('integer')
const float = cast(POSTGRES_TYPES.Float)
const day = cast('date')
const isOne = (value: string) => `${value} = 1`
const isNoBit = (value: string) => `${value} NOT IN (0, 1)`
const isTooLong = (value: string) => `ABS(${value}) > 2147483647`
const inUtc = (value: string) => `${value} AT TIME ZONE 'UTC'`

/** As SQLite rounds, which takes 0.5 to 1; the cast alone would take it to 0. */
const rounded = (value: string) => `CAST(SIGN(${value}) * FLOOR(ABS(${value}) + 0.5) AS integer)`

/**
 * What does not fit, found without a cast that would fail: it is tried only on what has the form.
 *
 * @param isUnfit the condition for a value of that form
 */
const unlessFit = (value: string, form: string, isUnfit: string) =>
  `CASE WHEN ${value} ~ '^${form}$' THEN ${isUnfit} ELSE ${value} IS NOT NULL END`

const WHOLE_NUMBER = '(0|-?[1-9][0-9]{0,9})'
/** A float does not keep more than 15 digits of a whole number. */
const NUMBER = ' *[+-]?([0-9]{1,15}([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]{1,3})? *'
const DAY = '(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])'
const TIME = '([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?'
const ZONE = '(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])'

/** What is not a float: beyond the largest, or so near to nothing that it would become 0. */
const isNoFloat = (value: string) => {
  const size = `ABS(CAST(${value} AS numeric))`
  return `${size} > 1.7976931348623157e308 OR (${size} > 0 AND ${size} < 5e-324)`
}

/** The first of the month and so many days: on the 30th of February that is another date. */
const isNoDay = (value: string) =>
  `TO_CHAR(CAST(SUBSTR(${value}, 1, 8) || '01' AS date) + CAST(SUBSTR(${value}, 9, 2) AS integer) - 1, 'YYYY-MM-DD') <> SUBSTR(${value}, 1, 10)`

/** Without a time zone it is UTC; as precise as a Date of JavaScript. */
const moment = (value: string) =>
  `CAST(${value} || CASE WHEN ${value} ~ '${ZONE}$' THEN '' ELSE ' UTC' END AS timestamp(3) with time zone)`

/** `007` is not a number, since a number would not keep its zeros. */
const fromText: Conversions = {
  Int: convert(integer, (value) =>
    unlessFit(value, WHOLE_NUMBER, isTooLong(`CAST(${value} AS bigint)`)),
  ),
  Float: convert(float, (value) => unlessFit(value, NUMBER, isNoFloat(value))),
  Boolean: convert(
    (value) => `${value} IN ('true', '1')`,
    (value) => `${value} NOT IN ('true', 'false', '1', '0')`,
  ),
  Date: convert(day, (value) => unlessFit(value, DAY, isNoDay(value))),
  DateTime: convert(moment, (value) =>
    unlessFit(value, `${DAY}([ T]${TIME} *${ZONE}?)?`, isNoDay(value)),
  ),
}

/** A session with few `extra_float_digits` would write down another number. */
const isShownInexactly = (value: string) => `${float(text(value))} <> ${value}`

/** What has no year of four digits: before the year 1, which would lose its BC, and infinity. */
const isBeyondCalendar = (value: string) => `${value} < '0001-01-01' OR ${value} >= '10000-01-01'`

/** What PostgreSQL can make of a value, by its type and the one that it shall have. */
const POSTGRES: Partial<Record<FieldType, Conversions>> = {
  String: fromText,
  Int: { String: convert(text), Float: convert(float), Boolean: convert(isOne, isNoBit) },
  Float: {
    String: convert(text, isShownInexactly),
    Int: convert(rounded, isTooLong),
    Boolean: convert(isOne, isNoBit),
  },
  Boolean: {
    String: convert(text),
    Int: convert(integer),
    Float: convert((value) => float(integer(value))),
  },
  Date: {
    String: convert((value) => `TO_CHAR(${value}, 'YYYY-MM-DD')`, isBeyondCalendar),
    DateTime: convert((value) => inUtc(`CAST(${value} AS timestamp)`)),
  },
  DateTime: {
    String: convert(
      (value) => `TO_CHAR(${inUtc(value)}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
      (value) => isBeyondCalendar(inUtc(value)),
    ),
    Date: convert((value) => day(inUtc(value))),
  },
}

/** Where there is no way from one type to the other, every value is in the way. */
const none = (to: FieldType) =>
  convert(
    () => `CAST(NULL AS ${POSTGRES_TYPES[to]})`,
    (value) => `${value} IS NOT NULL`,
  )

/** How PostgreSQL makes values of one type out of those of another, whatever time zone a session has. */
export function postgresConversion(from: FieldType, to: FieldType): Conversion {
  return from === to ? asIs : (POSTGRES[from]?.[to] ?? none(to))
}

const PLACEHOLDERS: Record<FieldType, { same: string; distinct: string }> = {
  String: { same: "''", distinct: 'CAST("id" AS text)' },
  Int: { same: '0', distinct: '"id"' },
  Float: { same: '0', distinct: '"id"' },
  Boolean: { same: 'false', distinct: 'false' },
  Date: { same: "'1970-01-01'", distinct: 'DATE \'1970-01-01\' + "id"' },
  DateTime: { same: 'TO_TIMESTAMP(0)', distinct: 'TO_TIMESTAMP("id")' },
}

/** Placeholder for rows whose value is unknown. @param isDistinct a different one per row */
export function postgresPlaceholder(type: FieldType, isDistinct: boolean): string {
  return PLACEHOLDERS[type][isDistinct ? 'distinct' : 'same']
}
