import { cookieTokens, hasCookies, refreshTokenName, type TokenName } from '../../model/cookies.js'
import type { Settings } from '../../settings/types.js'
import { literal } from '../layout.js'

/** The header that requests carry in cookie mode: no page of another site can make one with it. */
const CSRF_HEADER = 'x-graphql-yoga-csrf'

/** What a project with tokens in cookies is made of (COOKIE_MODE). */
export function cookiesView(settings: Settings) {
  const names = cookieTokens(settings)
  const isOn = hasCookies(settings)
  const inAnswer = names.includes('token') ? [] : ["Authorization: 'JWT <token>'"]
  return {
    isOn,
    names: names.map(literal).join(', '),
    argument: refreshTokenName(settings),
    header: CSRF_HEADER,
    graphiqlHeaders: inAnswer.length > 0 ? `{ ${inAnswer.join(', ')} }` : '{}',
    /** What SECURITY.md says of events of the log. */
    events: isOn
      ? [
          '| `cookies_not_kept` | It appears: a login from a page of another site cannot work, because browsers do not keep its cookies. |',
        ]
      : [],
    manual: isOn ? manual(names, settings) : [],
    packages: isOn ? ['"cookie": "^1.1.1",'] : [],
    refusals: isOn
      ? [
          `| \`CSRF_HEADER_MISSING\` | 403 | The header \`${CSRF_HEADER}\` is missing, which other sites cannot send. |`,
          '| `ORIGIN_NOT_ALLOWED` | 403 | According to the browser, the page is not from one of `CORS_ORIGINS`. |',
        ]
      : [],
    reasons: isOn ? ['| `cookie` | Reads and writes cookies. |'] : [],
  }
}

/** The section of the README. */
function manual(names: readonly TokenName[], settings: Settings): string[] {
  const takers = settings.GRAPHQL_JWT.JWT_LONG_RUNNING_REFRESH_TOKEN
    ? '`refreshToken` and `revokeToken` take'
    : '`refreshToken` takes'
  const what = names.map((name) => `\`${name}\``).join(' and ')
  return [
    '### Tokens in cookies',
    '',
    `Cookies that scripts cannot read carry ${what}; answers do not (\`COOKIE_MODE\`).`,
    ...(names.includes('token')
      ? ['The cookie works like the header; if both are present, the header counts.']
      : []),
    'Every request to `/graphql` must carry a header that other sites cannot send; its value does not',
    'matter:',
    '',
    '```',
    `${CSRF_HEADER}: 1`,
    '```',
    '',
    `Send requests with \`credentials: "include"\`. ${takers} the token of the cookie if the argument`,
    'is omitted. The front end must be one of `CORS_ORIGINS`; on a site other than that of the server it needs',
    '`JWT_COOKIE_SAMESITE: "None"`. In production, browsers send the cookies over HTTPS only. While developing,',
    'open both by the same host name: to browsers, `localhost` and `127.0.0.1` are two sites. The log reports',
    'a login whose cookies a browser does not keep.',
    '',
  ]
}
