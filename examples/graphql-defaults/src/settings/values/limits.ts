import { parseDuration } from './duration.js'
import { type Json, show } from './json.js'
import { boolean, object, orFalse, type ValueType, wholeNumber } from './value-type.js'

/** So many times in so many seconds. */
export interface Limit {
  times: number
  seconds: number
}

/** In seconds: 24 days. Timers, by which counters are forgotten, cannot be set for longer. */
const MAX_WINDOW = 24 * 86_400

const LIMIT = /^[1-9]\d{0,5}\/[1-9]\d{0,5}[smhd]$/

/** `10/15m`: ten in a quarter of an hour. */
const limit: ValueType<Limit> = {
  parse(value) {
    if (typeof value !== 'string' || !LIMIT.test(value)) {
      const help = 'false or a text like "10/15m" (ten in 15 minutes)'
      return { problems: [`must be ${help}, not ${show(value)}`] }
    }
    const [times, window] = value.split('/')
    const seconds = parseDuration(window) ?? 0
    return seconds > MAX_WINDOW
      ? { problems: [`must not span more than 24 days, as ${show(value)} does`] }
      : { value: { times: Number(times), seconds } }
  },
  schema: { type: 'string', pattern: LIMIT.source },
}

const limitOrFalse = orFalse(limit)

function member<T>(type: ValueType<T>, usual: Json, description: string) {
  return { type, default: usual, description }
}

/** RATE_LIMIT: how often something may be tried. */
export const rateLimit = object({
  loginByAccount: member(limitOrFalse, '10/15m', 'Wrong passwords for one account.'),
  loginByAddress: member(limitOrFalse, '30/15m', 'Wrong passwords from one network address.'),
  mailByRecipient: member(limitOrFalse, '5/1h', 'Requested mails to one recipient.'),
  mailByAddress: member(limitOrFalse, '30/1h', 'Requested mails from one network address.'),
  registerByAddress: member(limitOrFalse, '20/1h', 'New accounts from one network address.'),
  uniqueByAddress: member(
    limitOrFalse,
    '30/15m',
    'Answers to one network address that a value is taken.',
  ),
  changeByAccount: member(
    limitOrFalse,
    '20/1h',
    'Changes of one account that send a notice to its owner.',
  ),
  refreshBySession: member(limitOrFalse, '300/1h', 'New refresh tokens of one session.'),
})

/** GRAPHQL_LIMITS: what a request to /graphql may cost. */
export const graphqlLimits = object({
  depth: member(wholeNumber(1, 1000), 10, 'Nested levels of selections.'),
  aliases: member(wholeNumber(0, 10_000), 15, 'Aliases of a document.'),
  rootMutations: member(wholeNumber(1, 1000), 5, 'Mutations of a request.'),
  directives: member(wholeNumber(0, 1000), 20, 'Directives of a document.'),
  tokens: member(wholeNumber(1, 1_000_000), 1000, 'Words and signs of a document.'),
  userPages: member(
    wholeNumber(1, 1000),
    3,
    'Pages of `users`; a page that reads all users, because of an offset or a filter without an index, counts as three.',
  ),
  bodyBytes: member(wholeNumber(1000, 100_000_000), 102_400, 'Size of a request in bytes.'),
})

/** PASSWORD_VALIDATORS: the rules for new passwords. */
export const passwordValidators = object({
  similarity: member(boolean, true, 'Not like the username, the names or the e-mail.'),
  minLength: member(wholeNumber(1, 64), 8, 'Minimum number of characters; 15 are recommended.'),
  common: member(boolean, true, 'Not one of the 20,000 most common passwords.'),
  numeric: member(boolean, true, 'Not digits only.'),
  breached: member(boolean, false, 'Not known from a data breach; asks Have I Been Pwned.'),
})
