import { z } from 'zod'
import { StartError } from '../../errors/start-error.js'
import { isSender, SENDER_HELP } from '../values/sender.js'
import { basePath } from './base-path.js'
import { databaseUrl, locate } from './database-url.js'
import { emailUrl, mailTarget, unsafeTarget } from './email-url.js'
import { frontEndUrl } from './front-end.js'
import { keepAliveTimeout } from './keep-alive.js'
import { host, type ListenAddress, listenAddress, port } from './listen-address.js'
import { corsOrigins } from './origins.js'
import { redisUrl } from './redis-url.js'
import { type TrustProxy, trustedProxies } from './trusted-proxies.js'

export type Mode = 'development' | 'production' | 'test'

/** The environment, read and checked once at start. */
export interface Env {
  mode: Mode
  /** The address that the server listens at. */
  address: ListenAddress
  /** The prefix of every path: empty, or such as `/accounts`. */
  basePath: string
  /** In seconds. */
  keepAliveTimeout: number
  /** Signs tokens. */
  secretKey: string
  /** Former keys: what they signed is still good. */
  secretKeyFallbacks: string[]
  /** Paths of PEM files, for the asymmetric JWT_ALGORITHMs. */
  jwtPrivateKeyFile: string | undefined
  jwtPublicKeyFile: string | undefined
  /** The database, as `openDatabase` takes it. */
  database: string
  /** The Redis in which servers share limits and, with a queue, waiting mails. */
  redisUrl: string | undefined
  emailUrl: string
  emailFrom: string | undefined
  siteName: string
  frontendUrl: URL
  /** From where browsers may call. */
  corsOrigins: string[]
  /** The proxies whose X-Forwarded-For is trusted. */
  trustProxy: TrustProxy
}

const MIN_SECRET_BYTES = 32
const EXAMPLE_SECRET = 'change-me'

const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((item) => item.trim() || []))

const variables = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']),
  HOST: host,
  PORT: port,
  BASE_PATH: basePath,
  KEEP_ALIVE_TIMEOUT: keepAliveTimeout,
  SECRET_KEY: z.string('is missing: set it to 32 or more random bytes'),
  SECRET_KEY_FALLBACKS: list,
  JWT_PRIVATE_KEY_FILE: z.string().optional(),
  JWT_PUBLIC_KEY_FILE: z.string().optional(),
  DATABASE_URL: databaseUrl,
  REDIS_URL: redisUrl.optional(),
  EMAIL_URL: emailUrl.optional(),
  EMAIL_FROM: z.string().trim().refine(isSender, `must be ${SENDER_HELP}`).optional(),
  SITE_NAME: z.string().default('<%= project.name %>'),
  FRONTEND_URL: frontEndUrl.prefault('http://localhost:3000'),
  CORS_ORIGINS: corsOrigins,
  TRUST_PROXY: trustedProxies,
})

/**
 * Reads the variables that the README lists.
 *
 * @param source usually process.env; an empty text is the same as an unset variable
 * @param defaults what the project says where the environment says nothing
 * @throws StartError with one line for each variable that is wrong, or not safe in production
 */
export function readEnv(
  source: NodeJS.ProcessEnv,
  defaults: { mode: Mode; projectFolder: string },
): Env {
  const given = Object.entries(source).filter(([, value]) => value !== '')
  const result = variables.safeParse({ NODE_ENV: defaults.mode, ...Object.fromEntries(given) })
  if (!result.success) {
    throw new StartError(
      result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    )
  }
  const { data } = result
  if (data.NODE_ENV === 'production') requireSafe(data)
  const usualHost = data.NODE_ENV === 'production' ? '0.0.0.0' : '127.0.0.1'
  return {
    mode: data.NODE_ENV,
    address: listenAddress(data.PORT, data.HOST ?? usualHost, defaults.projectFolder),
    basePath: data.BASE_PATH,
    keepAliveTimeout: data.KEEP_ALIVE_TIMEOUT,
    secretKey: data.SECRET_KEY,
    secretKeyFallbacks: data.SECRET_KEY_FALLBACKS,
    jwtPrivateKeyFile: data.JWT_PRIVATE_KEY_FILE,
    jwtPublicKeyFile: data.JWT_PUBLIC_KEY_FILE,
    database: locate(data.DATABASE_URL, defaults.projectFolder),
    redisUrl: data.REDIS_URL,
    emailUrl: data.EMAIL_URL ?? 'console:',
    emailFrom: data.EMAIL_FROM,
    siteName: data.SITE_NAME,
    frontendUrl: data.FRONTEND_URL,
    corsOrigins: data.CORS_ORIGINS ?? [data.FRONTEND_URL.origin],
    trustProxy: data.TRUST_PROXY,
  }
}

/** Refuses in production what development allows (S26). */
function requireSafe(data: z.output<typeof variables>): void {
  const lines = [
    ...weakness('SECRET_KEY', data.SECRET_KEY),
    ...data.SECRET_KEY_FALLBACKS.flatMap((secret) => weakness('SECRET_KEY_FALLBACKS', secret)),
    ...(data.EMAIL_URL
      ? unsafeTarget(mailTarget(data.EMAIL_URL, true))
      : ['EMAIL_URL: is missing: production sends real mail']),
    ...(data.FRONTEND_URL.protocol === 'https:'
      ? []
      : ['FRONTEND_URL: must be https in production: links in mails contain tokens']),
  ]
  if (lines.length > 0) throw new StartError(lines)
}

function weakness(variable: string, secret: string): string[] {
  if (secret.includes(EXAMPLE_SECRET)) return [`${variable}: is the example: set your own`]
  return Buffer.byteLength(secret) < MIN_SECRET_BYTES
    ? [`${variable}: is too short: production needs ${MIN_SECRET_BYTES} random bytes or more`]
    : []
}
