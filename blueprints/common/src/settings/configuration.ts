import { join } from 'node:path'
import { StartError } from '../errors/start-error.js'
import { projectRoot } from '../process/project-files.js'
import { type Env, loadEnvFile, type Mode, readEnv } from './env/env.js'
import { loadSettings, type Settings } from './settings.js'
import { isExample } from './values/sender.js'

/** The settings and the environment that everything runs with. */
export interface Configuration {
  env: Env
  settings: Settings
}

/** What runs as TypeScript is being developed; what was built is meant for production. */
const DEFAULT_MODE: Mode = import.meta.url.endsWith('.ts') ? 'development' : 'production'

/**
 * Reads `.env`, the environment, which wins over it, and graphql-auth.json.
 *
 * @throws StartError with everything that is wrong in one of them
 */
export function loadConfiguration(): Configuration {
  loadEnvFile(join(projectRoot, '.env'))
  const env = readEnv(process.env, { mode: DEFAULT_MODE, projectFolder: projectRoot })
  const settings = loadSettings(projectRoot)
  if (env.mode === 'production' && !settings.GRAPHQL_JWT.JWT_VERIFY) {
    throw new StartError([
      'graphql-auth.json: GRAPHQL_JWT.JWT_VERIFY: must be true in production: ' +
        'without it anyone can forge tokens',
    ])
  }
  if (env.mode === 'production') requireOwnSender(env, settings)
  if (settings.GRAPHQL_AUTH.EMAIL_ASYNC_TASK === 'queue' && !env.redisUrl) {
    throw new StartError([
      'graphql-auth.json: GRAPHQL_AUTH.EMAIL_ASYNC_TASK: "queue" needs Redis: set REDIS_URL',
    ])
  }
  return { env, settings }
}

/** Mails in the name of another domain are refused, or taken for spam. */
function requireOwnSender({ emailUrl, emailFrom }: Env, { GRAPHQL_AUTH }: Settings): void {
  const from = emailFrom ?? GRAPHQL_AUTH.EMAIL_FROM
  if (!/^smtps?:/i.test(emailUrl) || !isExample(from)) return
  throw new StartError([
    `EMAIL_FROM: ${from} is an example: set it to an address of your own domain`,
  ])
}

/** The features that are open to anyone who finds the server. */
export interface Openness {
  introspection: boolean
  graphiql: boolean
}

/** Without a setting, it is open in development only. */
export function openness({ env, settings }: Configuration): Openness {
  const isDeveloping = env.mode === 'development'
  return {
    introspection: settings.GRAPHQL_AUTH.INTROSPECTION ?? isDeveloping,
    graphiql: settings.GRAPHQL_AUTH.GRAPHIQL ?? isDeveloping,
  }
}
