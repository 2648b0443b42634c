<%- include('imports.ejs', { lines: resolvers.imports }) -%>

export const resolvers = {
  Query: {
<%_ if (tokenArgument) { _%>
    me: (_root: unknown, args: { <%= tokenArgument %>?: string | null }, { app, viewer }: Request) =>
      args.<%= tokenArgument %> ? findViewer(app, args.<%= tokenArgument %>) : viewer(),
<%_ } else { _%>
    me: (_root: unknown, _args: unknown, { viewer }: Request) => viewer(),
<%_ } _%>

    user(_root: unknown, args: { id: string }, { app }: Request) {
      const id = fromGlobalId('UserNode', args.id)
      return id === null ? null : findUser(app.database.reader, { id })
    },

    users: (_root: unknown, args: UsersArgs, { app }: Request) =>
      findUsers(app.database.reader, args),
  },

  Mutation: {
<%_ for (const line of resolvers.mutations) { _%>
    <%= line %>
<%_ } _%>
  },

  Node: { __resolveType: () => 'UserNode' },
  UserNode,
<%_ for (const scalar of resolvers.scalars) { _%>
  <%= scalar %>,
<%_ } _%>
}
