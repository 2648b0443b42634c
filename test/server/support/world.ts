import { graphql } from 'graphql'
import { z } from 'zod'
import { makeSchema } from '../../../src/graphql/schema.js'
import { startServer, type TestServer, type TestServerOptions } from '../../support/server.js'
import { leavesOf, mutationOf } from './flavor.js'
import { type SentMail, sentMails } from './mails.js'
import { CAST, fixtureOf, PASSWORD, type Person } from './people.js'

/** Who asks: the access token, or whatever headers there are. */
export type Caller = string | Record<string, string>

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.looseObject({ message: z.string() })).optional(),
})

/** The body of an answer. */
export type Answer = z.output<typeof answer>

export type Payload = Record<string, unknown>

const tokens = z.object({ token: z.string(), refreshToken: z.string() })

const users = z.object({
  users: z.object({ edges: z.array(z.object({ node: z.record(z.string(), z.unknown()) })) }),
})

/** Short ways to talk to a server, wherever it runs. */
export interface WireClient {
  /** @returns the body as it came */
  ask(query: string, variables?: object, caller?: Caller): Promise<Answer>
  /** @returns the whole payload of a mutation. @throws for a GraphQL error */
  call(mutation: string, args: Readonly<Record<string, unknown>>, caller?: Caller): Promise<Payload>
  /** @returns the message of the GraphQL error that a mutation ends with */
  fail(mutation: string, args: Readonly<Record<string, unknown>>): Promise<string>
  /** Starts a session. @returns its tokens */
  enter(username: string, password?: string): Promise<z.output<typeof tokens>>
}

/** A server with people, and short ways to talk to it. */
export interface World extends Omit<TestServer, 'mails'>, WireClient {
  /** @returns every field of everyone, also of closed accounts, by primary key */
  everybody(): Promise<Payload[]>
  /** @returns every field of a user, or undefined */
  see(username: string): Promise<Payload | undefined>
  mails(): Promise<SentMail[]>
  /** The newest mail. @throws when there is none */
  lastMail(): Promise<SentMail>
}

export interface WorldOptions extends Omit<TestServerOptions, 'fixtures'> {
  people?: readonly Person[]
}

/**
 * Starts a server of one test. Passwords are hashed at the lowest cost, and anyone sees users, unless
 * something else is set.
 */
export async function startWorld({
  people = CAST,
  GRAPHQL_AUTH,
  ...options
}: WorldOptions = {}): Promise<World> {
  const fixtures = people.length > 0 ? [await fixtureOf(people)] : []
  const server = await startServer({
    ...options,
    GRAPHQL_AUTH: { USERS_QUERY_ACCESS: 'anyone', ...GRAPHQL_AUTH },
    fixtures,
  })
  return worldOf(server)
}

/**
 * @param url of the server, without a path
 * @param settle done when what a mutation asked for beside its answer has happened
 */
export function clientOf(url: string, settle = async (): Promise<void> => {}): WireClient {
  async function ask(query: string, variables: object = {}, caller: Caller = {}): Promise<Answer> {
    return answer.parse(await (await post(url, { query, variables }, caller)).json())
  }

  async function askFor(
    mutation: string,
    args: Readonly<Record<string, unknown>>,
    caller?: Caller,
  ): Promise<Answer> {
    const { query, variables } = mutationOf(mutation, args)
    const answer = await ask(query, variables, caller)
    await settle()
    return answer
  }

  const call: World['call'] = async (mutation, args, caller) => {
    const { data, errors } = await askFor(mutation, args, caller)
    if (errors) throw new Error(JSON.stringify(errors))
    return z.record(z.string(), z.unknown()).parse(data?.[mutation])
  }

  return {
    ask,
    call,
    async fail(mutation, args) {
      const { errors } = await askFor(mutation, args)
      return z.string().parse(errors?.[0]?.message)
    },
    async enter(username, password = PASSWORD) {
      return tokens.parse(await call('tokenAuth', { username, password }))
    },
  }
}

/** What staff would see. */
const EVERYBODY = `{ users { edges { node { ${leavesOf('UserNode').join(' ')} } } } }`

function worldOf(server: TestServer): World {
  const { app } = server
  const client = clientOf(server.url, app.mailDispatcher.flush)

  async function everybody(): Promise<Payload[]> {
    const contextValue = { app, caller: async () => ({ isStaff: true }) }
    const { data } = await graphql({ schema: makeSchema(), source: EVERYBODY, contextValue })
    return users.parse(data).users.edges.map(({ node }) => node)
  }

  return {
    ...server,
    ...client,
    everybody,
    async see(username) {
      return (await everybody()).find((user) => user.username === username)
    },
    mails: () => sentMails(app),
    async lastMail() {
      const mail = (await sentMails(app)).at(-1)
      if (!mail) throw new Error('No mail was sent.')
      return mail
    },
  }
}

/** Sends a request to /graphql as it is. */
export function post(url: string, body: object, caller: Caller = {}): Promise<Response> {
  const headers = typeof caller === 'string' ? { authorization: `JWT ${caller}` } : caller
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}
