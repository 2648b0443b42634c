import { z } from 'zod'
import { durationInSeconds } from './duration.js'

/** In seconds. Timers, by which counters are forgotten, cannot be set for longer. */
const MAX_WINDOW = 24 * 86_400

/** How often something may be tried in how long, as in "10/15m"; false: as often as one likes. */
const limit = orFalse(
  z
    .string()
    .regex(/^[1-9]\d{0,5}\/[1-9]\d{0,5}[smhd]$/, 'Expected false or a text like "10/15m"')
    .transform(toLimit)
    .refine(({ seconds }) => seconds <= MAX_WINDOW, 'Expected 24 days at most'),
)

/** So many times in so many seconds. */
export interface Limit {
  times: number
  seconds: number
}

/** RATE_LIMIT: how often something may be tried. */
export const rateLimit = z.strictObject({
  /** Wrong passwords for one account. */
  loginByAccount: limit.prefault('10/15m'),
  /** Wrong passwords from one network address. */
  loginByAddress: limit.prefault('30/15m'),
  /** Mails that are asked for, to one recipient. */
  mailByRecipient: limit.prefault('5/1h'),
  /** Mails that are asked for from one network address. */
  mailByAddress: limit.prefault('30/1h'),
  /** Accounts made from one network address. */
  registerByAddress: limit.prefault('20/1h'),
  /** Values that one network address is told are taken. */
  uniqueByAddress: limit.prefault('30/15m'),
  /** Changes of one account that its owner is told of. */
  changeByAccount: limit.prefault('20/1h'),
  /** Refresh tokens made for one session. */
  refreshBySession: limit.prefault('300/1h'),
})

/** GRAPHQL_LIMITS: how large a request may be. */
export const graphqlLimits = z.strictObject({
  /** Levels of selections inside each other. */
  depth: z.int().min(1).max(1000).prefault(10),
  /** Aliases of a document. */
  aliases: z.int().min(0).max(10000).prefault(15),
  /** Mutations of a request. */
  rootMutations: z.int().min(1).max(1000).prefault(5),
  /** Directives of a document. */
  directives: z.int().min(0).max(1000).prefault(20),
  /** Words and signs of a document. */
  tokens: z.int().min(1).max(1000000).prefault(1000),
  /** Pages of `users`; one that looks through all users, by a filter without an index or an offset, counts as three. */
  userPages: z.int().min(1).max(1000).prefault(3),
  /** Size of a request in bytes. */
  bodyBytes: z.int().min(1000).max(100000000).prefault(102400),
})

/** PASSWORD_VALIDATORS: the rules for new passwords. */
export const passwordValidators = z.strictObject({
  /** Not like the username, the names or the e-mail. */
  similarity: z.boolean().prefault(true),
  /** Least number of characters; 15 are recommended. */
  minLength: z.int().min(1).max(64).prefault(8),
  /** Not one of the 20,000 most common passwords. */
  common: z.boolean().prefault(true),
  /** Not digits only. */
  numeric: z.boolean().prefault(true),
  /** Not known from a data breach; asks Have I Been Pwned. */
  breached: z.boolean().prefault(false),
})

/** The setting, or false where it is switched off. */
export function orFalse<T extends z.ZodType>(setting: T) {
  return z.union([z.literal(false), setting])
}

function toLimit(text: string): Limit {
  const [times, duration = ''] = text.split('/')
  return { times: Number(times), seconds: durationInSeconds(duration) }
}
