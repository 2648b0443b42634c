/**
 * The settings of graphql-auth.json that this code was made for: entities, schema and forms follow
 * from them. Change them there and run `npx create-graphql-auth regenerate`.
 */
export const shape: Record<string, unknown> = <%= settings.shapeLiteral %>

/** The names of all settings that code follows from. */
export const shapeNames = {
  GRAPHQL_AUTH: <%= settings.shapeNames.GRAPHQL_AUTH %>,
  GRAPHQL_JWT: <%= settings.shapeNames.GRAPHQL_JWT %>,
}
