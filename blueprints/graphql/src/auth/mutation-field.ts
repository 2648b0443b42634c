import type { Args, Mutation, RequestContext } from './mutation.js'
import { needsLogin } from './needs-login.js'
import type { SchemaModule } from './schema-module.js'
import { description, EVERY_RESULT, linesOf, type SdlFields } from './sdl.js'
import { fromCookie, withCookies } from './with-cookies.js'

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
 * Adds a mutation to the schema, in the form that this flavor gives to all of them.
 *
 * @param name as clients call it
 */
export function mutationField(name: string, field: MutationField): SchemaModule {
  const type = field.type ?? name.charAt(0).toUpperCase() + name.slice(1)
  const args = linesOf(field.arguments)
  const answer = <%= resolvers.answer %>
  return {
    typeDefs: `
      "What clients can change."
      type Mutation {
        ${description(field.description)}${name}${args.length > 0 ? `(${args.join(', ')})` : ''}: ${type}
      }

      "The answer of ${name}."
      type ${type} {
        ${linesOf({ ...EVERY_RESULT, ...field.results }).join('\n')}
      }
    `,
    resolvers: {
      Mutation: {
        [name]: async (_root: unknown, args: Args, request: RequestContext) => ({
          ...field.defaults,
          ...(await answer(args, request)),
        }),
      },
    },
  }
}
