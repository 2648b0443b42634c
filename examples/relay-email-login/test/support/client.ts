import { z } from 'zod'
import { fromGlobalId } from '../../src/identifiers/global-id.js'
import { HEADERS } from './headers.js'
import { me, tokenAuth } from './operations.js'
import type { Credentials } from './users.js'

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.looseObject({ message: z.string() })).optional(),
})

/** The body of an answer, as GraphQL over HTTP has it. */
export type Answer = z.output<typeof answer>

const tokens = z.object({ token: z.string(), refreshToken: z.string() })

export type Tokens = z.output<typeof tokens>

const callerAnswer = z.object({ me: z.object({ id: z.string() }).nullable() })

/** Asks a server, as a program would. */
export interface Client {
  /** @param token an access token; without one the caller is anonymous */
  graphql(query: string, variables?: object, token?: string): Promise<Answer>
  /** @throws when the server lets no one in */
  logIn(credentials: Credentials): Promise<Tokens>
  /** The primary key of the user whose access token this is, or null. */
  whoIs(token: string): Promise<number | null>
}

/** The tokens that a mutation has answered with. @throws when it has not */
export function tokensOf({ data }: Answer, mutation: string): Tokens {
  return tokens.parse(data?.[mutation])
}

/** @param url of the server, without a path */
export function createClient(url: string): Client {
  async function graphql(query: string, variables: object = {}, token?: string): Promise<Answer> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { ...HEADERS, ...(token && { authorization: `JWT ${token}` }) },
      body: JSON.stringify({ query, variables }),
    })
    return answer.parse(await response.json())
  }

  return {
    graphql,
    async logIn(credentials) {
      return tokensOf(await graphql(tokenAuth, credentials), 'tokenAuth')
    },
    async whoIs(token) {
      const { data } = await graphql(me, {}, token)
      const { me: user } = callerAnswer.parse(data)
      return user && fromGlobalId('UserNode', user.id)
    },
  }
}
