/** The schema. `npm run schema` writes it to a file. */
export const typeDefs = /* GraphQL */ `
  type Query {
<%- include('lines.ejs', { lines: sdl.queries, indent: '    ' }) -%>
  }

  type Mutation {
<%_ for (const mutation of sdl.mutations) { _%>
    <%= mutation.name %><%= mutation.inlineArguments %>: <%= mutation.type %>
<%_ } _%>
  }
<%_ for (const mutation of sdl.mutations) { _%>

  type <%= mutation.type %> {
<%- include('lines.ejs', { lines: mutation.results, indent: '    ' }) -%>
  }
<%_ } _%>

<%- include('session-types.ejs') -%>
<%- include('user-types.ejs') -%>
`
