/**
 * What the settings of GRAPHQL_AUTH are with COMPATIBILITY "django" when they are not set: the
 * behaviour of django-graphql-auth. Each of them gives up a protection; see SECURITY.md.
 */
export const djangoDefaults = {
<%_ for (const setting of settings.djangoDefaults) { _%>
  <%= setting.name %>: <%= setting.value %>,
<%_ } _%>
}
