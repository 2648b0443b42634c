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

/**
 * What the settings of GRAPHQL_AUTH are with COMPATIBILITY "django" when they are not set: the
 * behaviour of django-graphql-auth. Each of them gives up a protection; see SECURITY.md.
 */
export const djangoDefaults = {
<%_ for (const setting of settings.djangoDefaults) { _%>
  <%= setting.name %>: <%= setting.value %>,
<%_ } _%>
}
