import type { Plugin } from 'graphql-yoga'
import type { Env } from '../settings/env/env.js'
import { isSameOrigin, originCheck } from '../settings/env/front-end.js'
import { requestError } from './errors.js'
import type { ServerContext } from './request.js'

const HEADER = '<%= cookies.header %>'

/**
 * Refuses requests without a header that says nothing: a page of another site can make a browser
 * send our cookies, but not a header of its own, unless CORS lets it (S28). Where browsers say from
 * where a request comes, it must be from where they may call.
 */
export function csrfPrevention(env: Env): Plugin<object, ServerContext> {
  const isAllowed = originCheck(env.corsOrigins, env.mode === 'development')
  return {
    onRequestParse({ request, serverContext }) {
      if (!request.headers.has(HEADER)) {
        throw requestError(403, 'CSRF_HEADER_MISSING', `The header ${HEADER} is missing.`)
      }
      const { headers } = serverContext.req
      if (headers.origin === undefined || isSameOrigin(headers) || isAllowed(headers.origin)) return
      throw requestError(403, 'ORIGIN_NOT_ALLOWED', 'This origin is not allowed.')
    },
  }
}
