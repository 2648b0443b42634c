import { createGraphQLError, type Plugin } from 'graphql-yoga'

const HEADER = '<%= cookies.header %>'

/**
 * Refuses requests without a header that says nothing: a page of another site can make a browser
 * send our cookies, but not a header of its own, unless CORS lets it (S28).
 */
export const csrfPrevention: Plugin = {
  onRequestParse({ request }) {
    if (request.headers.has(HEADER)) return
    throw createGraphQLError(`The header ${HEADER} is missing.`, {
      extensions: { code: 'CSRF_HEADER_MISSING', http: { status: 403 } },
    })
  },
}
