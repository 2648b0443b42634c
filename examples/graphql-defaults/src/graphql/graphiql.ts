import type { YogaServerOptions } from 'graphql-yoga'
import { StartError } from '../errors/start-error.js'

type GraphiqlOptions = Pick<YogaServerOptions<object, object>, 'graphiql' | 'renderGraphiQL'>

/** @throws StartError when GraphiQL is wanted where its package is not installed */
export async function graphiqlOptions(isOn: boolean): Promise<GraphiqlOptions> {
  if (!isOn) return { graphiql: false }
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql').catch(reportMissing)
  return {
    renderGraphiQL,
    graphiql: {
      title: 'GraphiQL',
      defaultTabs: exampleOperations.map((query) => ({ query, headers: HEADERS })),
      headers: HEADERS,
      shouldPersistHeaders: true,
    },
  }
}

/** It is a development dependency. */
function reportMissing(): never {
  throw new StartError([
    'graphql-auth.json: GRAPHQL_AUTH.GRAPHIQL: needs @graphql-yoga/render-graphiql: ' +
      'move it from devDependencies to dependencies and install',
  ])
}

/** Put the token of a login in here. */
const HEADERS = JSON.stringify({ Authorization: 'JWT <token>' }, null, 2)

/** The tabs of GraphiQL, one operation per tab, in the order of the quickstart. */
export const exampleOperations = [
  `query Users {
  users {
    edges {
      node {
        id
        username
        email
        archived
        verified
        secondaryEmail
      }
    }
  }
}
`,
  `query ArchivedUsers {
  users(status_Archived: true) {
    edges {
      node {
        id
        username
        archived
      }
    }
  }
}
`,
  `mutation Register {
  register(
    email: "new_user@email.com"
    username: "new_user"
    password1: "supersecretpassword"
    password2: "supersecretpassword"
  ) {
    success
    errors
    token
    refreshToken
  }
}
`,
  `mutation VerifyAccount {
  verifyAccount(token: "YOUR TOKEN HERE") {
    success
    errors
  }
}
`,
  `query User {
  user(id: "VXNlck5vZGU6NQ==") {
    id
    username
    verified
  }
}
`,
  `mutation TokenAuth {
  tokenAuth(username: "new_user", password: "supersecretpassword") {
    success
    errors
    token
    refreshToken
    user {
      id
      username
    }
    unarchiving
  }
}
`,
  `mutation UpdateAccount {
  updateAccount(firstName: "Joe") {
    success
    errors
  }
}
`,
  `query Me {
  me {
    id
    username
    verified
  }
}
`,
  `query Sessions {
  sessions {
    id
    lastUsedAt
    ip
    userAgent
    isCurrent
  }
}
`,
]
