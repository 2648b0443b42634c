import type { GraphqlJwtSettings, Settings } from '../../settings/types.js'
import { bracketed } from '../layout.js'

/** A function that a handler setting replaces, and where the built-in one is. */
interface Handler {
  setting: keyof GraphqlJwtSettings & `${string}_HANDLER`
  name: string
  from: string
  /** Only where refresh tokens are rows of a table. */
  longRunning?: true
}

const HANDLERS: readonly Handler[] = [
  { setting: 'JWT_DECODE_HANDLER', name: 'decodeToken', from: './access-token.js' },
  { setting: 'JWT_ENCODE_HANDLER', name: 'encodeToken', from: './access-token.js' },
  { setting: 'JWT_PAYLOAD_GET_USERNAME_HANDLER', name: 'subjectOf', from: './access-token.js' },
  { setting: 'JWT_PAYLOAD_HANDLER', name: 'tokenPayload', from: './access-token.js' },
  {
    setting: 'JWT_GET_USER_BY_NATURAL_KEY_HANDLER',
    name: 'findSessionUser',
    from: './access-token.js',
  },
  {
    setting: 'JWT_GET_REFRESH_TOKEN_HANDLER',
    name: 'findRefreshToken',
    from: './refresh-tokens.js',
    longRunning: true,
  },
  {
    setting: 'JWT_REFRESH_EXPIRED_HANDLER',
    name: 'isRefreshExpired',
    from: './session-lifetime.js',
  },
]

/** Where each function comes from: its own file, or the hooks of the project. */
export function handlersView(settings: Settings) {
  const { GRAPHQL_JWT } = settings
  const used = usedHandlers(settings)
  const sources = used.map(({ setting, name, from }) => {
    const hook = GRAPHQL_JWT[setting]
    return hook ? { from: '../own/hooks.js', name: renamed(hook, name) } : { from, name }
  })
  const files = ['../own/hooks.js', ...new Set(used.map(({ from }) => from))]
  return {
    allowAny: GRAPHQL_JWT.JWT_ALLOW_ANY_HANDLER ?? '',
    allowAnyHead: allowAnyHead(GRAPHQL_JWT.JWT_ALLOW_ANY_HANDLER ?? ''),
    exports: files.flatMap((file) => {
      const names = sources.filter(({ from }) => from === file).map(({ name }) => name)
      return exportLine(names, file)
    }),
    stubs: [...new Set(used.map(({ from }) => from))].flatMap((from) => {
      const own = used.filter((handler) => handler.from === from && GRAPHQL_JWT[handler.setting])
      const names = own.map(({ setting, name }) => renamed(name, String(GRAPHQL_JWT[setting])))
      return exportLine(names, besideHooks(from))
    }),
  }
}

function allowAnyHead(name: string): string {
  const before = `export async function ${name}`
  const after = ': Promise<boolean> {'
  const parameters = ['_name: string', '_request: RequestContext']
  return `${before}${bracketed('()', parameters, { before, after })}${after}`
}

/** A function that settings want the hooks of the project to export. */
export interface Hook {
  name: string
  /** Exports it as it would be without one. */
  stub: string
}

/** The functions that take the place of what is built in. */
export function hooksOf(settings: Settings): Hook[] {
  const allowAny = settings.GRAPHQL_JWT.JWT_ALLOW_ANY_HANDLER
  const own = usedHandlers(settings).flatMap(({ setting, name, from }) => {
    const hook = settings.GRAPHQL_JWT[setting]
    if (!hook) return []
    return { name: hook, stub: `export { ${renamed(name, hook)} } from '${besideHooks(from)}'` }
  })
  return allowAny
    ? [...own, { name: allowAny, stub: `export const ${allowAny} = async () => false` }]
    : own
}

/** The modules that hold the built-in ones, as the hooks import them. */
export function handlerModules(settings: Settings): string[] {
  return [...new Set(usedHandlers(settings).map(({ from }) => besideHooks(from)))]
}

function usedHandlers({ GRAPHQL_JWT }: Settings): Handler[] {
  return HANDLERS.filter(
    ({ longRunning }) => !longRunning || GRAPHQL_JWT.JWT_LONG_RUNNING_REFRESH_TOKEN,
  )
}

function besideHooks(from: string): string {
  return from.replace('./', '../sessions/')
}

function renamed(from: string, to: string): string {
  return from === to ? from : `${from} as ${to}`
}

function exportLine(names: string[], from: string): string[] {
  if (names.length === 0) return []
  const after = ` from '${from}'`
  return [`export ${bracketed('{}', names.sort(), { before: 'export ', after })}${after}`]
}
