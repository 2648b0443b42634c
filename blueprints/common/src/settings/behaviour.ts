import { z } from 'zod'
import { sender } from '../mail/sender.js'
import { templateVariables } from '../mail/template-variables.js'
import { duration } from './duration.js'
import { graphqlLimits, orFalse, passwordValidators, rateLimit } from './object-settings.js'

/** Settings of GRAPHQL_AUTH that take effect at the next start. */
export const graphqlAuth = z.object({
<%_ for (const row of settings.behaviour.GRAPHQL_AUTH) { _%>
  /** <%= row.description %> */
  <%= row.code %>,
<%_ } _%>
})

/** Settings of GRAPHQL_JWT that take effect at the next start. */
export const graphqlJwt = z.object({
<%_ for (const row of settings.behaviour.GRAPHQL_JWT) { _%>
  /** <%= row.description %> */
  <%= row.code %>,
<%_ } _%>
})
