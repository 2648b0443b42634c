/**
 * How tokens are made and read. A handler setting of GRAPHQL_JWT puts a function of src/own/hooks.ts
 * in the place of one of these.
 */
<%_ for (const line of handlers.exports) { _%>
<%= line %>
<%_ } _%>
