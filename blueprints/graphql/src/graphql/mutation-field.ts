import type { Args, Mutation, Request } from '../auth/mutation.js'
import { withCookies } from '../auth/with-cookies.js'
import type { SchemaModule } from './schema-module.js'

/** Makes a field of a mutation: its arguments are those of the field. */
export function toField(mutation: Mutation) {
<%_ if (cookies.isOn) { _%>
  const answer = withCookies(mutation)
  return (_root: unknown, args: Args, request: Request) => answer(args, request)
<%_ } else { _%>
  return (_root: unknown, args: Args, request: Request) => mutation(args, request)
<%_ } _%>
}

/** A mutation as a part of the schema. */
export interface MutationField {
  /** Like `'title: String!'`. */
  arguments?: readonly string[]
  /** What stands beside `success` and `errors` in its answer. */
  results?: readonly string[]
  mutation: Mutation
}

/**
 * Adds a mutation to the schema, in the form that this flavor gives to all of them.
 *
 * @param name as clients call it
 */
export function mutationField(name: string, field: MutationField): SchemaModule {
  const type = name.charAt(0).toUpperCase() + name.slice(1)
  const results = ['success: Boolean', 'errors: ExpectedErrorType', ...(field.results ?? [])]
  const args = field.arguments?.length ? `(${field.arguments.join(', ')})` : ''
  return {
    typeDefs: `
      extend type Mutation {
        ${name}${args}: ${type}
      }

      type ${type} {
        ${results.join('\n')}
      }
    `,
    resolvers: { Mutation: { [name]: toField(field.mutation) } },
  }
}
