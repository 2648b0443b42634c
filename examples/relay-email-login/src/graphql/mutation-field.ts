import type { Args, Mutation, Request } from '../auth/mutation.js'
import type { SchemaModule } from './schema-module.js'

interface InputArgs {
  input: Args & { clientMutationId?: string | null }
}

/** Makes a field of a mutation: arguments come as one `input`, and `clientMutationId` goes back. */
export function toField(mutation: Mutation) {
  return async (_root: unknown, { input }: InputArgs, request: Request) => {
    const { clientMutationId, ...args } = input
    return { ...(await mutation(args, request)), clientMutationId }
  }
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
  const clientMutationId = 'clientMutationId: String'
  return {
    typeDefs: `
      extend type Mutation {
        ${name}(input: ${type}Input!): ${type}Payload
      }

      input ${type}Input {
        ${[...(field.arguments ?? []), clientMutationId].join('\n')}
      }

      type ${type}Payload {
        ${[...results, clientMutationId].join('\n')}
      }
    `,
    resolvers: { Mutation: { [name]: toField(field.mutation) } },
  }
}
