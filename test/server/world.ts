import { z } from 'zod'
import { createPasswords } from '../../src/passwords/hashing.js'
import { startServer, type TestServer, type TestServerOptions } from '../support/server.js'
import { leavesOf, mutationOf } from './flavor.js'
import { type SentMail, sentMails } from './mails.js'
import { CAST, FAST_COST, fixtureOf, PASSWORD, type Person } from './people.js'

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

/** A server with people, and short ways to talk to it. */
export interface World extends Omit<TestServer, 'mails'> {
  /** @returns the body as it came */
  ask(query: string, variables?: object, caller?: Caller): Promise<Answer>
  /** @returns the whole payload of a mutation. @throws for a GraphQL error */
  call(mutation: string, args: Readonly<Record<string, unknown>>, caller?: Caller): Promise<Payload>
  /** @returns the message of the GraphQL error that a mutation ends with */
  fail(mutation: string, args: Readonly<Record<string, unknown>>): Promise<string>
  /** Starts a session. @returns its tokens */
  enter(username: string, password?: string): Promise<z.output<typeof tokens>>
  /** @returns every field of everybody, by primary key */
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

/** Starts a server of one test. Passwords are hashed as ever, but at the lowest cost. */
export async function startWorld({ people = CAST, ...options }: WorldOptions = {}): Promise<World> {
  const fixtures = people.length > 0 ? [await fixtureOf(people)] : []
  const server = await startServer({ ...options, fixtures })
  server.app.passwords = createPasswords({ bcryptCost: FAST_COST })
  return worldOf(server)
}

function worldOf(server: TestServer): World {
  const { app, url } = server

  async function ask(query: string, variables: object = {}, caller: Caller = {}): Promise<Answer> {
    return answer.parse(await (await post(url, { query, variables }, caller)).json())
  }

  async function askFor(
    mutation: string,
    args: Readonly<Record<string, unknown>>,
    caller?: Caller,
  ): Promise<Answer> {
    const { query, variables } = mutationOf(mutation, args)
    return ask(query, variables, caller)
  }

  const call: World['call'] = async (mutation, args, caller) => {
    const { data, errors } = await askFor(mutation, args, caller)
    if (errors) throw new Error(JSON.stringify(errors))
    return z.record(z.string(), z.unknown()).parse(data?.[mutation])
  }

  async function everybody(): Promise<Payload[]> {
    const { data } = await ask(`{ users { edges { node { ${leavesOf('UserNode').join(' ')} } } } }`)
    return users.parse(data).users.edges.map(({ node }) => node)
  }

  return {
    ...server,
    ask,
    call,
    everybody,
    async fail(mutation, args) {
      const { errors } = await askFor(mutation, args)
      return z.string().parse(errors?.[0]?.message)
    },
    async enter(username, password = PASSWORD) {
      return tokens.parse(await call('tokenAuth', { username, password }))
    },
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
