import {
  commitMutation,
  Environment,
  fetchQuery,
  getFragment,
  getRefetchMetadata,
  getSingularSelector,
  type MutationParameters,
  Network,
  type OperationType,
  RecordSource,
  Store,
} from 'relay-runtime'
import sessionFragment from './__generated__/documents_session.graphql.ts'
import userFragment, { type documents_user$data } from './__generated__/documents_user.graphql.ts'
import usersFragment, {
  type documents_users$data,
} from './__generated__/documents_users.graphql.ts'
import loginMutation, {
  type documentsLoginMutation,
} from './__generated__/documentsLoginMutation.graphql.ts'
import renameMutation, {
  type documentsRenameMutation,
} from './__generated__/documentsRenameMutation.graphql.ts'
import sessionsQuery, {
  type documentsSessionsQuery,
} from './__generated__/documentsSessionsQuery.graphql.ts'
import usersPageQuery, {
  type documentsUsersPageQuery,
} from './__generated__/documentsUsersPageQuery.graphql.ts'
import usersQuery, {
  type documentsUsersQuery,
} from './__generated__/documentsUsersQuery.graphql.ts'

// Does what hooks of React would do, and prints what comes of it.

const [url = ''] = process.argv.slice(2)
let token: string | null | undefined

const network = Network.create(async ({ text, name }, variables) => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `JWT ${token}` }),
    },
    body: JSON.stringify({ query: text, operationName: name, variables }),
  })
  return response.json()
})
const environment = new Environment({ network, store: new Store(new RecordSource()) })

type Mutation = Parameters<typeof commitMutation>[1]['mutation']
type Query = Parameters<typeof fetchQuery>[1]
type Fragment = Parameters<typeof getFragment>[0]

function mutate<M extends MutationParameters>(mutation: Mutation, variables: M['variables']) {
  return new Promise<M['response']>((resolve, reject) => {
    commitMutation<M>(environment, {
      mutation,
      variables,
      onCompleted: resolve,
      onError: reject,
    })
  })
}

/** What useLazyLoadQuery does. */
async function ask<O extends OperationType>(
  query: Query,
  variables: O['variables'],
): Promise<O['response']> {
  const answer = await fetchQuery<O>(environment, query, variables).toPromise()
  if (!answer) throw new Error('There was no answer.')
  return answer
}

/** What useFragment returns. */
function read<Data>(fragment: Fragment, reference: unknown): Data | undefined {
  const selector = getSingularSelector(getFragment(fragment), reference)
  if (selector?.kind !== 'SingularReaderSelector') throw new Error('There is no such fragment.')
  // The compiler writes the type beside the fragment; the store does not know it.
  return environment.lookup(selector).data as Data | undefined
}

/** What useRefetchableFragment does. */
async function refetch(fragment: Fragment, id: string, reference: unknown): Promise<unknown> {
  const { refetchableRequest } = getRefetchMetadata(getFragment(fragment), 'refetch')
  await fetchQuery(environment, refetchableRequest, { id }).toPromise()
  return read(fragment, reference)
}

const refused = await mutate<documentsLoginMutation>(loginMutation, {
  input: { username: 'user2', password: 'wrong' },
})
const { tokenAuth } = await mutate<documentsLoginMutation>(loginMutation, {
  input: { username: 'user2', password: '123456' },
})
token = tokenAuth?.token
const user = tokenAuth?.user
const before = read(userFragment, user)

// The mutation answers without the user, so that the store has what is no longer true.
const renamed = await mutate<documentsRenameMutation>(renameMutation, {
  input: { firstName: 'Joe' },
})
const refetched = await refetch(userFragment, user?.id ?? '', user)

const { sessions } = await ask<documentsSessionsQuery>(sessionsQuery, {})
const session = sessions?.[0]
const current = await refetch(sessionFragment, session?.id ?? '', session)

const users = await ask<documentsUsersQuery>(usersQuery, { first: 2 })
const firstPage = read<documents_users$data>(usersFragment, users)
const after = firstPage?.users?.pageInfo.endCursor
await ask<documentsUsersPageQuery>(usersPageQuery, { first: 2, after })
const bothPages = read<documents_users$data>(usersFragment, users)

const namesOf = (page: documents_users$data | undefined) =>
  page?.users?.edges.map((edge) => read<documents_user$data>(userFragment, edge?.node)?.username)

console.log(
  JSON.stringify({
    ...{ refused, before, renamed, refetched, current },
    ...{ firstPage: namesOf(firstPage), bothPages: namesOf(bothPages) },
  }),
)
