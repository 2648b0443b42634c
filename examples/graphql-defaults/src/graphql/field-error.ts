import type { SchemaModule } from '../auth/schema-module.js'

/** A member of `fieldErrors` in the answer of a mutation. */
export const fieldError: SchemaModule = {
  typeDefs: `
    type FieldError {
      field: String
      message: String!
      code: String!
    }
  `,
}
