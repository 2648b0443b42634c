import { PUBLIC_MUTATIONS } from './mutations.js'
import { rowMakers } from './rows.js'
import type { SettingRow } from './table.js'

const { shape, behaviour, fromEnvironment } = rowMakers('GRAPHQL_JWT')

export const GRAPHQL_JWT_ROWS: readonly SettingRow[] = [
  behaviour('JWT_ALGORITHM', 'algorithm', 'HS256', 'How access tokens are signed; RS* and ES256 need the key files of the environment.'),
  behaviour('JWT_AUDIENCE', 'text-or-null', null, 'Written into access tokens as `aud` and required of them.'),
  behaviour('JWT_ISSUER', 'text-or-null', null, 'Written into access tokens as `iss` and required of them.'),
  behaviour('JWT_LEEWAY', 'duration-or-zero', '0s', 'How far clocks may differ when expiry is checked.'),
  fromEnvironment('JWT_SECRET_KEY', 'SECRET_KEY', 'The key that signs access tokens.'),
  fromEnvironment('JWT_PUBLIC_KEY', 'JWT_PUBLIC_KEY_FILE', 'The public key of an asymmetric algorithm.'),
  fromEnvironment('JWT_PRIVATE_KEY', 'JWT_PRIVATE_KEY_FILE', 'The private key of an asymmetric algorithm.'),
  behaviour('JWT_VERIFY', 'boolean', true, 'Whether signatures are checked.'),
  behaviour('JWT_VERIFY_EXPIRATION', 'boolean', true, 'Whether the expiry of access tokens is checked.'),
  behaviour('JWT_EXPIRATION_DELTA', 'duration', '5m', 'How long an access token lives.'),
  behaviour('JWT_ALLOW_REFRESH', 'boolean', true, 'Adds `origIat` to access tokens.'),
  behaviour('JWT_REFRESH_EXPIRATION_DELTA', 'duration', '7d', 'How long a refresh token lives.'),
  shape('JWT_LONG_RUNNING_REFRESH_TOKEN', 'boolean', true, 'Refresh tokens are rows of a table; otherwise refreshToken takes the access token.'),
  behaviour('JWT_REFRESH_TOKEN_N_BYTES', 'byte-count', 20, 'Random bytes of a refresh token, shown as hex.'),
  behaviour('JWT_REUSE_REFRESH_TOKENS', 'boolean', false, 'A refresh gives the same refresh token a new lifetime instead of a new token.'),
  behaviour('JWT_AUTH_HEADER_NAME', 'header-name', 'Authorization', 'The header that carries the access token.'),
  behaviour('JWT_AUTH_HEADER_PREFIX', 'header-prefix', 'JWT', 'What stands before the token in the header; Bearer works too.'),
  shape('JWT_ALLOW_ARGUMENT', 'boolean', false, 'The access token may also be given as an argument.'),
  shape('JWT_ARGUMENT_NAME', 'argument-name', 'token', 'Name of that argument.'),
  shape('JWT_ALLOW_ANY_CLASSES', 'mutations', [...PUBLIC_MUTATIONS], 'The mutations that need no login.'),
  shape('JWT_ENCODE_HANDLER', 'hook', null, 'Function of src/hooks.ts that signs a payload.'),
  shape('JWT_DECODE_HANDLER', 'hook', null, 'Function of src/hooks.ts that verifies a token.'),
  shape('JWT_PAYLOAD_HANDLER', 'hook', null, 'Function of src/hooks.ts that makes the payload of a token.'),
  shape('JWT_PAYLOAD_GET_USERNAME_HANDLER', 'hook', null, 'Function of src/hooks.ts that reads the username from a payload.'),
  shape('JWT_GET_USER_BY_NATURAL_KEY_HANDLER', 'hook', null, 'Function of src/hooks.ts that finds the user of a username.'),
  shape('JWT_REFRESH_EXPIRED_HANDLER', 'hook', null, 'Function of src/hooks.ts that tells whether a token may no longer be refreshed.'),
  shape('JWT_GET_REFRESH_TOKEN_HANDLER', 'hook', null, 'Function of src/hooks.ts that finds a refresh token.'),
  shape('JWT_ALLOW_ANY_HANDLER', 'hook', null, 'Function of src/hooks.ts that tells whether an operation needs no login.'),
  behaviour('JWT_COOKIE_NAME', 'cookie-name', 'JWT', 'Cookie of the access token; __Host- is put before it where browsers allow that.'),
  behaviour('JWT_REFRESH_TOKEN_COOKIE_NAME', 'cookie-name', 'JWT-refresh-token', 'Cookie of the refresh token; __Host- is put before it where browsers allow that.'),
  behaviour('JWT_COOKIE_SECURE', 'boolean', false, 'Cookies are sent over HTTPS only; in production they always are, whatever this says.'),
  behaviour('JWT_COOKIE_PATH', 'cookie-path', '/', 'Path attribute of the cookies.'),
  behaviour('JWT_COOKIE_DOMAIN', 'cookie-domain', null, 'Domain attribute of the cookies; null: the host of the server only.'),
  behaviour('JWT_COOKIE_SAMESITE', 'same-site', null, 'SameSite attribute of the cookies; null: Lax. None needs Secure.'),
  shape('JWT_HIDE_TOKEN_FIELDS', 'boolean', false, 'Leaves the tokens that travel in cookies out of the schema; otherwise they are null.'),
  behaviour('JWT_CSRF_ROTATION', 'no-csrf-rotation', false, 'Nothing to set: with cookies, requests carry a header in the place of a CSRF token.'),
]
