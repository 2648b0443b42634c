import { createHash } from 'node:crypto'
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client'
import { SetContextLink } from '@apollo/client/link/context'
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries'
import { login, me, node, verify } from './documents.ts'

const [url = ''] = process.argv.slice(2)
let token: string | null | undefined
const sent: string[] = []

const client = new ApolloClient({
  cache: new InMemoryCache(),
  link: ApolloLink.from([
    new SetContextLink(({ headers }) => ({
      headers: { ...headers, ...(token && { authorization: `JWT ${token}` }) },
    })),
    // It sends a hash first, and the query when the server does not know that.
    new PersistedQueryLink({ sha256: (text) => createHash('sha256').update(text).digest('hex') }),
    new HttpLink({
      uri: `${url}/graphql`,
      fetch: (address, options) => {
        const hasQuery = String(options?.body).includes('"query":"')
        sent.push(hasQuery ? 'query' : 'hash')
        return fetch(address, options)
      },
    }),
  ]),
})

const logIn = (password: string) =>
  client.mutate({ mutation: login, variables: { username: 'user2', password } })

const refused = (await logIn('wrong')).data?.tokenAuth
const { tokenAuth } = (await logIn('123456')).data ?? {}
token = tokenAuth?.token
const caller = (await client.query({ query: me })).data?.me
const found = (await client.query({ query: node, variables: { id: caller?.id ?? '' } })).data?.node
const verified = await client.mutate({ mutation: verify, variables: { token: token ?? '' } })
const payload = verified.data?.verifyToken?.payload

// Names of fields and types of scalars are those of the schema: the compiler sees to it.
const joined: string | undefined = caller?.dateJoined
const problems: { message: string; code: string }[] | undefined = refused?.errors?.nonFieldErrors
const code: string | undefined = refused?.fieldErrors?.[0]?.code

console.log(
  JSON.stringify({
    ...{ code, problems, joined: typeof joined, caller: caller?.username },
    ...{ found, username: payload?.username, sent: [...new Set(sent)].sort() },
  }),
)
