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
<%_ for (const row of settings.members.rateLimit) { _%>
  /** <%= row.description %> */
  <%= row.code %>,
<%_ } _%>
})

/** GRAPHQL_LIMITS: how large a request may be. */
export const graphqlLimits = z.strictObject({
<%_ for (const row of settings.members.graphqlLimits) { _%>
  /** <%= row.description %> */
  <%= row.code %>,
<%_ } _%>
})

/** PASSWORD_VALIDATORS: the rules for new passwords. */
export const passwordValidators = z.strictObject({
<%_ for (const row of settings.members.passwordValidators) { _%>
  /** <%= row.description %> */
  <%= row.code %>,
<%_ } _%>
})

/** The setting, or false where it is switched off. */
export function orFalse<T extends z.ZodType>(setting: T) {
  return z.union([z.literal(false), setting])
}

function toLimit(text: string): Limit {
  const [times, duration = ''] = text.split('/')
  return { times: Number(times), seconds: durationInSeconds(duration) }
}
