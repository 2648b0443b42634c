import type { SchemaModule } from '../kit.js'

/** Your part of the schema: what it extends, and the resolvers of that. See "Yours" in the README. */
export const ownSchema: SchemaModule[] = []
