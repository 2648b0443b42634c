import { setting } from './values/behaviour-types.js'

/** Settings of GRAPHQL_AUTH that take effect at the next start: their types and defaults. */
export const graphqlAuth = {
<%_ for (const row of settings.behaviour.GRAPHQL_AUTH) { _%>
  /** <%= row.description %> */
  <%= row.code %>,
<%_ } _%>
}

/** Settings of GRAPHQL_JWT that take effect at the next start: their types and defaults. */
export const graphqlJwt = {
<%_ for (const row of settings.behaviour.GRAPHQL_JWT) { _%>
  /** <%= row.description %> */
  <%= row.code %>,
<%_ } _%>
}
