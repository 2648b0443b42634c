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
