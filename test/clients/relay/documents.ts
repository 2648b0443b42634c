import { graphql } from 'relay-runtime'

export const login = graphql`
  mutation documentsLoginMutation($input: ObtainJSONWebTokenInput!) {
    tokenAuth(input: $input) {
      token
      errors
      fieldErrors {
        field
        code
      }
      user {
        id
        ...documents_user
      }
    }
  }
`

export const user = graphql`
  fragment documents_user on UserNode @refetchable(queryName: "documentsUserRefetchQuery") {
    username
    firstName
    dateJoined
  }
`

export const session = graphql`
  fragment documents_session on SessionNode
  @refetchable(queryName: "documentsSessionRefetchQuery") {
    createdAt
    isCurrent
  }
`

export const sessions = graphql`
  query documentsSessionsQuery {
    sessions {
      id
      ...documents_session
    }
  }
`

export const rename = graphql`
  mutation documentsRenameMutation($input: UpdateAccountInput!) {
    updateAccount(input: $input) {
      success
    }
  }
`

export const users = graphql`
  query documentsUsersQuery($first: Int!) {
    ...documents_users @arguments(first: $first)
  }
`

export const page = graphql`
  fragment documents_users on Query
  @refetchable(queryName: "documentsUsersPageQuery")
  @argumentDefinitions(first: { type: "Int!" }, after: { type: "String" }) {
    users(first: $first, after: $after) @connection(key: "documents_users") {
      edges {
        node {
          id
          ...documents_user
        }
      }
      pageInfo {
        endCursor
      }
    }
  }
`
