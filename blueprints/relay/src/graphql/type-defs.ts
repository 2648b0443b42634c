/** The schema. `npm run schema` writes it to a file. */
export const typeDefs = /* GraphQL */ `
  type Query {
<%- include('lines.ejs', { lines: sdl.queries, indent: '    ' }) -%>
  }

  type Mutation {
<%_ for (const mutation of sdl.mutations) { _%>
    <%= mutation.name %>(input: <%= mutation.type %>Input!): <%= mutation.type %>Payload
<%_ } _%>
  }
<%_ for (const mutation of sdl.mutations) { _%>

<%- include('mutation-types.ejs', { mutation }) -%>
<%_ } _%>

<%- include('session-types.ejs') -%>
<%- include('user-types.ejs') -%>
`
