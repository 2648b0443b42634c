/** The tabs of GraphiQL, one operation per tab, in the order of the quickstart. */
export const exampleOperations = [
  `query Users {
  users {
    edges {
      node {
        id
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
        email
        archived
      }
    }
  }
}
`,
  `mutation Register {
  register(input: {
    phone: "phone 0"
    email: "new_user@email.com"
    password1: "supersecretpassword"
    password2: "supersecretpassword"
  }) {
    success
    errors
    token
    refreshToken
  }
}
`,
  `mutation VerifyAccount {
  verifyAccount(input: {token: "YOUR TOKEN HERE"}) {
    success
    errors
  }
}
`,
  `query User {
  user(id: "VXNlck5vZGU6NQ==") {
    id
    email
    verified
  }
}
`,
  `mutation TokenAuth {
  tokenAuth(input: {email: "new_user@email.com", password: "supersecretpassword"}) {
    success
    errors
    token
    refreshToken
    user {
      id
      email
    }
    unarchiving
  }
}
`,
  `mutation UpdateAccount {
  updateAccount(input: {phone: "phone 0"}) {
    success
    errors
  }
}
`,
  `query Me {
  me {
    id
    email
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
