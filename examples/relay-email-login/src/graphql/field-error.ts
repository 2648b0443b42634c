import type { SchemaModule } from '../auth/schema-module.js'

/** A member of `fieldErrors` in the answer of a mutation. */
export const fieldError: SchemaModule = {
  typeDefs: `
    "A problem of a mutation."
    type FieldError {
      "The argument that it belongs to; null if it belongs to none."
      field: String
      "A sentence for people."
      message: String!
      "A word for programs."
      code: String!
    }
  `,
}
