/** The operations of the tests. Their variables are the arguments, by name. */
<%_ for (const document of tests.documents) { _%>

export const <%= document.name %> = `
<%= document.text %>`
<%_ } _%>
