import { graphql } from './gql/gql.ts'

export const login = graphql(`
  mutation Login($username: String!, $password: String!) {
    tokenAuth(input: { username: $username, password: $password }) {
      success
      token
      errors
      fieldErrors {
        field
        message
        code
      }
    }
  }
`)

export const me = graphql(`
  query Me {
    me {
      id
      username
      dateJoined
    }
  }
`)

export const node = graphql(`
  query Node($id: ID!) {
    node(id: $id) {
      __typename
      ... on UserNode {
        username
      }
    }
  }
`)

export const verify = graphql(`
  mutation Verify($token: String!) {
    verifyToken(input: { token: $token }) {
      payload
    }
  }
`)
