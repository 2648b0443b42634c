/** What GraphiQL opens with, one operation a tab, in the order in which one tries them. */
export const exampleOperations = [
<%_ for (const document of examples) { _%>
  `<%= document %>
`,
<%_ } _%>
]
