import { Client, cacheExchange, fetchExchange } from '@urql/core'
import { persistedExchange } from '@urql/exchange-persisted'
import { login, me, node, verify } from './documents.ts'

const [url = ''] = process.argv.slice(2)
let token: string | null | undefined
const sent: string[] = []

const client = new Client({
  url: `${url}/graphql`,
  // It sends a hash first, and the query when the server does not know that.
  exchanges: [cacheExchange, persistedExchange(), fetchExchange],
  fetchOptions: () => (token ? { headers: { authorization: `JWT ${token}` } } : {}),
  fetch: (address, options) => {
    const hasQuery = String(options?.body).includes('"query":"')
    sent.push(hasQuery ? 'query' : 'hash')
    return fetch(address, options)
  },
})

const logIn = async (password: string) =>
  (await client.mutation(login, { username: 'user2', password })).data?.tokenAuth

const refused = await logIn('wrong')
token = (await logIn('123456'))?.token
const caller = (await client.query(me, {})).data?.me
const found = (await client.query(node, { id: caller?.id ?? '' })).data?.node
const verified = await client.mutation(verify, { token: token ?? '' })
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
