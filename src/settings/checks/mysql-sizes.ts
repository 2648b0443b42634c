import * as lengths from '../lengths.js'
import type { FieldType, Settings, UserFieldSetting } from '../types.js'
import { type Problem, problemsOf } from '../values/messages.js'
import type { MeaningCheck } from './meaning.js'

/** What MySQL and MariaDB cannot hold, where the other databases can. */
export const mysqlChecks: readonly MeaningCheck[] = [
  {
    needs: ['database'],
    run: ({ settings }) =>
      settings.database === 'mysql' ? [...indexProblems(settings), ...rowProblems(settings)] : [],
  },
]

const { MYSQL_INDEX_LENGTH } = lengths
/** A canonical form can be twice as long as what was typed: `İ` becomes two characters. */
const MOST_USERNAME = MYSQL_INDEX_LENGTH / 2
/** In bytes: of a row, and of what of it has to lie in one page with another row. */
const MOST_BYTES = 65_535
const MOST_BYTES_IN_PAGE = 8126
/** What InnoDB keeps with a row: its header, and who wrote it. */
const OVERHEAD_IN_PAGE = 18

function indexProblems(settings: Settings): Problem[] {
  return Object.entries(settings.USER_FIELDS).flatMap(([name, field]) => {
    const most = mostCharacters(name, field, settings)
    return problemsOf(
      `USER_FIELDS.${name}`,
      lengthOf(field) > most
        ? [`"maxLength" must be at most ${most}: MySQL cannot keep longer texts unique`]
        : [],
    )
  })
}

function mostCharacters(name: string, { type, unique }: UserFieldSetting, settings: Settings) {
  if (type !== 'String') return Number.POSITIVE_INFINITY
  if (name === settings.USERNAME_FIELD) return MOST_USERNAME
  return unique === true ? MYSQL_INDEX_LENGTH : Number.POSITIVE_INFINITY
}

function rowProblems(settings: Settings): Problem[] {
  const columns = columnsOf(settings)
  const nulls = Math.ceil(columns.filter(({ nullable }) => nullable).length / 8)
  const all = sum(columns.map(bytesOf)) + nulls
  const inPage = bytesInPage(columns) + nulls + OVERHEAD_IN_PAGE
  return [
    ...tooMuch(all, MOST_BYTES, 'per user, four per character: make texts shorter'),
    ...tooMuch(inPage, MOST_BYTES_IN_PAGE, 'for short fields: use fewer'),
  ]
}

function tooMuch(bytes: number, most: number, what: string): Problem[] {
  const [asked, limit] = [bytes, most].map((number) => number.toLocaleString('en'))
  return problemsOf(
    'USER_FIELDS',
    bytes > most ? [`would take ${asked} bytes of MySQL, which has ${limit} ${what}`] : [],
  )
}

/** The columns of the table of users, as far as their sizes go. */
function columnsOf({ USERNAME_FIELD, EMAIL_FIELD, USER_FIELDS }: Settings): UserFieldSetting[] {
  const text = (maxLength: number): UserFieldSetting => ({ type: 'String', maxLength })
  const hasUsername = USERNAME_FIELD !== EMAIL_FIELD
  const fields: Record<string, UserFieldSetting> = {
    ...(hasUsername && { [USERNAME_FIELD]: text(lengths.USERNAME_LENGTH) }),
    [EMAIL_FIELD]: text(lengths.EMAIL_LENGTH),
  }
  for (const [name, field] of Object.entries(USER_FIELDS))
    fields[name] = { ...fields[name], ...field }
  return [
    { type: 'Int' },
    text(lengths.TEXT_LENGTH),
    { type: 'DateTime', nullable: true },
    { type: 'DateTime' },
    text(lengths.NAME_LENGTH),
    text(lengths.NAME_LENGTH),
    ...Array.from({ length: 3 }, (): UserFieldSetting => ({ type: 'Boolean' })),
    ...(hasUsername ? [text(MYSQL_INDEX_LENGTH)] : []),
    ...Object.values(fields),
  ]
}

const BYTES: Record<Exclude<FieldType, 'String'>, number> = {
  Int: 4,
  Float: 8,
  Boolean: 1,
  Date: 3,
  DateTime: 7,
}

function bytesOf(field: UserFieldSetting): number {
  if (field.type !== 'String') return BYTES[field.type]
  const bytes = 4 * lengthOf(field)
  return bytes + (bytes > 255 ? 2 : 1)
}

/** A longer text may lie elsewhere: MariaDB counts 21 bytes of it then; MySQL 41, also of a shorter one. */
function bytesInPage(columns: readonly UserFieldSetting[]): number {
  const onMariaDb = columns.map(bytesOf).map((bytes) => (bytes > 256 ? 21 : bytes))
  const onMysql = columns.map(bytesOf).map((bytes) => Math.min(bytes, 41))
  return Math.max(sum(onMariaDb), sum(onMysql))
}

function lengthOf({ maxLength = lengths.TEXT_LENGTH }: UserFieldSetting): number {
  return maxLength
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => one + other, 0)
}
