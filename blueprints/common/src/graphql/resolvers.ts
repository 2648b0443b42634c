<%- include('imports.ejs', { lines: resolvers.imports }) -%>

export const resolvers = {
  Query: {
<%- include('lines.ejs', { lines: resolvers.queries, indent: '    ' }) -%>
  },

  Mutation: {
<%_ for (const line of resolvers.mutations) { _%>
    <%= line %>
<%_ } _%>
  },

  Node: { __resolveType: () => 'UserNode' },
  UserNode,
<%- include('lines.ejs', { lines: resolvers.login, indent: '  ' }) -%>
<%_ for (const scalar of resolvers.scalars) { _%>
  <%= scalar %>,
<%_ } _%>
}
