import type { Args, Mutation, RequestContext } from './mutation.js'
import type { SchemaModule } from './schema-module.js'

interface InputArgs {
  input: Args & { clientMutationId?: string | null }
}

/** A mutation as a part of the schema. */
export interface MutationField {
  /** The name of its type, if that is not its own name with a capital letter. */
  type?: string
  /** Its arguments by name, like `{ title: 'String!' }`. */
  arguments?: Readonly<Record<string, string>>
  /** The fields of its answer beside those of every answer. */
  results?: Readonly<Record<string, string>>
  /** What the answer holds when the mutation does not say otherwise, and when it is refused. */
  defaults?: object
  mutation: Mutation
}

/** What every answer has. */
const EVERY_RESULT = {
  success: 'Boolean',
  errors: 'ExpectedErrorType',
  fieldErrors: '[FieldError!]',
}

/**
 * Adds a mutation to the schema, in the form that this flavor gives to all of them: arguments come as
 * one `input`, and `clientMutationId` goes back.
 *
 * @param name as clients call it
 */
export function mutationField(name: string, field: MutationField): SchemaModule {
  const type = field.type ?? name.charAt(0).toUpperCase() + name.slice(1)
  const answer = field.mutation
  return {
    typeDefs: `
      type Mutation {
        ${name}(input: ${type}Input!): ${type}Payload
      }

      input ${type}Input {
        ${linesOf(field.arguments).join('\n')}
        clientMutationId: String
      }

      type ${type}Payload {
        ${linesOf({ ...EVERY_RESULT, ...field.results }).join('\n')}
        clientMutationId: String
      }
    `,
    resolvers: {
      Mutation: {
        async [name](_root: unknown, { input }: InputArgs, request: RequestContext) {
          const { clientMutationId, ...args } = input
          return { ...field.defaults, ...(await answer(args, request)), clientMutationId }
        },
      },
    },
  }
}

function linesOf(fields: Readonly<Record<string, string>> = {}): string[] {
  return Object.entries(fields).map(([name, type]) => `${name}: ${type}`)
}
