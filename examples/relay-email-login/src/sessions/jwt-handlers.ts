/**
 * How tokens are made and read. A handler setting of GRAPHQL_JWT puts a function of src/own/hooks.ts
 * in the place of one of these.
 */
export {
  decodeToken,
  encodeToken,
  findSessionUser,
  subjectOf,
  tokenPayload,
} from './access-token.js'
export { findRefreshToken } from './refresh-tokens.js'
export { isRefreshExpired } from './session-lifetime.js'
