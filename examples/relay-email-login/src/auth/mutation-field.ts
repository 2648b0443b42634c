import type { Args, Mutation, RequestContext } from './mutation.js'
import type { SchemaModule } from './schema-module.js'
import { description, EVERY_RESULT, linesOf, type SdlFields } from './sdl.js'

interface InputArgs {
  input: Args & { clientMutationId?: string | null }
}

/** A mutation as a part of the schema. */
export interface MutationField {
  /** The name of its type, if that is not its own name with a capital letter. */
  type?: string
  /** What it does: a sentence for those who read the schema. */
  description?: string
  /** Its arguments by name, like `{ title: 'String!' }` or `{ title: ['String!', 'The title.'] }`. */
  arguments?: SdlFields
  /** The fields of its answer beside those of every answer. */
  results?: SdlFields
  /** What the answer holds when the mutation does not say otherwise, and when it is refused. */
  defaults?: object
  mutation: Mutation
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
      "What clients can change."
      type Mutation {
        ${description(field.description)}${name}("The arguments, by name." input: ${type}Input!): ${type}Payload
      }

      "The arguments of ${name}."
      input ${type}Input {
        ${linesOf(field.arguments).join('\n')}
        "Comes back in the answer."
        clientMutationId: String
      }

      "The answer of ${name}."
      type ${type}Payload {
        ${linesOf({ ...EVERY_RESULT, ...field.results }).join('\n')}
        "That of the input."
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
