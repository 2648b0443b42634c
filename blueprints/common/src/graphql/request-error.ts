import { GraphQLError } from 'graphql'

/**
 * What is wrong with a whole request. It says nothing back of what was sent.
 *
 * @param status of HTTP; yoga answers with it
 */
export function requestError(status: number, code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status } } })
}
