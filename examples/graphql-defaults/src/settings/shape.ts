/**
 * The settings of graphql-auth.json that this code was made for: entities, schema and forms follow
 * from them. Change them there and run `npx create-graphql-auth regenerate`.
 */
export const shape: Record<string, unknown> = {
  flavor: 'graphql',
  database: 'sqlite',
  USERNAME_FIELD: 'username',
  EMAIL_FIELD: 'email',
  USER_FIELDS: {},
}
