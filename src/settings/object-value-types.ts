import { parseDuration } from './duration.js'
import { isRecord, show } from './json.js'
import { hint } from './near-miss.js'
import type { Json } from './types.js'
import type { ValueType } from './value-type.js'

/** One member of a setting that is an object, like RATE_LIMIT.loginByAccount. */
export interface Member {
  name: string
  type: ValueType
  default: Json
  description: string
}

/** In seconds: 24 days. Timers cannot be set for longer. */
const MAX_WINDOW = 24 * 86_400

const LIMIT = /^[1-9]\d{0,5}\/[1-9]\d{0,5}[smhd]$/

/** `10/15m`: ten in a quarter of an hour. */
const limit: ValueType = {
  check(value) {
    if (value === false) return []
    if (typeof value !== 'string' || !LIMIT.test(value)) {
      return [`must be false or a text like "10/15m" (ten in 15 minutes), not ${show(value)}`]
    }
    const seconds = parseDuration(value.split('/')[1]) ?? 0
    return seconds > MAX_WINDOW ? [`must not span more than 24 days, as ${show(value)} does`] : []
  },
  schema: { anyOf: [{ const: false }, { type: 'string', pattern: LIMIT.source }] },
  zod: 'limit',
}

export const boolean: ValueType = {
  check: (value) =>
    typeof value === 'boolean' ? [] : [`must be true or false, not ${show(value)}`],
  schema: { type: 'boolean' },
  zod: 'z.boolean()',
}

/** A whole number from `minimum` to `maximum`. */
export function wholeNumber(minimum: number, maximum: number): ValueType {
  return {
    check: (value) =>
      Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum
        ? []
        : [`must be a whole number from ${minimum} to ${maximum}, not ${show(value)}`],
    schema: { type: 'integer', minimum, maximum },
    zod: `z.int().min(${minimum}).max(${maximum})`,
  }
}

function member(name: string, type: ValueType, usual: Json, description: string): Member {
  return { name, type, default: usual, description }
}

/** How much of what may be tried (security.md, default limits; S33 to S38). */
export const RATE_LIMIT: readonly Member[] = [
  member('loginByAccount', limit, '10/15m', 'Wrong passwords for one account.'),
  member('loginByAddress', limit, '30/15m', 'Wrong passwords from one network address.'),
  member('mailByRecipient', limit, '5/1h', 'Mails that are asked for, to one recipient.'),
  member('mailByAddress', limit, '30/1h', 'Mails that are asked for from one network address.'),
  member('registerByAddress', limit, '20/1h', 'Accounts made from one network address.'),
  member('uniqueByAddress', limit, '30/15m', 'Values that one network address is told are taken.'),
  member('changeByAccount', limit, '20/1h', 'Changes of one account that its owner is told of.'),
  member('refreshBySession', limit, '300/1h', 'Refresh tokens made for one session.'),
]

/** What a request to /graphql may cost (security.md, default limits; S56). */
export const GRAPHQL_LIMITS: readonly Member[] = [
  member('depth', wholeNumber(1, 1000), 10, 'Levels of selections inside each other.'),
  member('aliases', wholeNumber(0, 10_000), 15, 'Aliases of a document.'),
  member('rootMutations', wholeNumber(1, 1000), 5, 'Mutations of a request.'),
  member('directives', wholeNumber(0, 1000), 20, 'Directives of a document.'),
  member('tokens', wholeNumber(1, 1_000_000), 1000, 'Words and signs of a document.'),
  member(
    'userPages',
    wholeNumber(1, 1000),
    3,
    'Pages of `users`; one that looks through all users, by a filter without an index or an offset, counts as three.',
  ),
  member('bodyBytes', wholeNumber(1000, 100_000_000), 102_400, 'Size of a request in bytes.'),
]

/** The rules for new passwords (S40). */
export const PASSWORD_VALIDATORS: readonly Member[] = [
  member('similarity', boolean, true, 'Not like the username, the names or the e-mail.'),
  member('minLength', wholeNumber(1, 64), 8, 'Least number of characters; 15 are recommended.'),
  member('common', boolean, true, 'Not one of the 20,000 most common passwords.'),
  member('numeric', boolean, true, 'Not digits only.'),
  member('breached', boolean, false, 'Not known from a data breach; asks Have I Been Pwned.'),
]

/** What the members are when nothing is said of them. */
export function defaultsOf(members: readonly Member[]): Record<string, Json> {
  return Object.fromEntries(members.map((one) => [one.name, one.default]))
}

/** A setting that is an object of members; each that is left out has its default. */
function object(members: readonly Member[], zod: string): ValueType {
  const names = members.map(({ name }) => name)
  return {
    check(value) {
      if (!isRecord(value)) return [`must be an object, not ${show(value)}`]
      return Object.entries(value).flatMap(([name, given]) => {
        const found = members.find((one) => one.name === name)
        if (!found) return [`has no member "${name}"${hint(name, names)}`]
        return found.type.check(given).map((problem) => `"${name}" ${problem}`)
      })
    },
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(
        members.map((one) => [
          one.name,
          { description: one.description, default: one.default, ...one.type.schema },
        ]),
      ),
    },
    zod,
  }
}

function orFalse({ check, schema, zod }: ValueType): ValueType {
  return {
    check: (value) => (value === false ? [] : check(value)),
    schema: { anyOf: [{ const: false }, schema] },
    zod: `orFalse(${zod})`,
  }
}

export const OBJECT_TYPES = {
  'rate-limits': orFalse(object(RATE_LIMIT, 'rateLimit')),
  'graphql-limits': orFalse(object(GRAPHQL_LIMITS, 'graphqlLimits')),
  'password-validators': object(PASSWORD_VALIDATORS, 'passwordValidators'),
} satisfies Record<string, ValueType>
