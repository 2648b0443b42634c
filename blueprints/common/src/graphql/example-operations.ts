/** The tabs of GraphiQL, one operation per tab, in the order of the quickstart. */
export const exampleOperations = [
<%_ for (const document of examples) { _%>
  `<%= document %>
`,
<%_ } _%>
]
