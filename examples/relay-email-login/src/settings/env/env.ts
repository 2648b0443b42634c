import { statSync } from 'node:fs'
import { basename } from 'node:path'
import util from 'node:util'
import { z } from 'zod'
import { StartError } from '../../errors/start-error.js'
import { readTextFile } from '../../process/project-files.js'
import { isSender, SENDER_HELP } from '../values/sender.js'
import { databaseUrl, locate } from './database-url.js'
import { emailUrl, mailTarget, unsafeTarget } from './email-url.js'
import { corsOrigins, frontEndUrl } from './front-end.js'
import { host, type ListenAddress, listenAddress, port } from './listen-address.js'
import { basePath, keepAliveTimeout, type TrustProxy, trustedProxies } from './proxy.js'
import { redisUrl } from './redis-url.js'

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
  SITE_NAME: z.string().default('relay-email-login'),
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

/**
 * Reads a file of variables, where there is one. The environment wins over it.
 *
 * @throws StartError when it cannot be read
 */
export function loadEnvFile(file: string): void {
  if (!statSync(file, { throwIfNoEntry: false })) return
  const name = basename(file)
  const text = readTextFile(file, name)
  for (const variable of cutShort(text)) {
    console.error(`${name}: ${variable} ends before its #: put the value in quotes`)
  }
  // By name it could not be imported on an old Node.js, which src/process/node-version.ts tells.
  const variables = Object.entries(util.parseEnv(text))
  for (const [variable, value] of variables) process.env[variable] ??= value
}

/** Variables whose value has a `#` outside of quotes, and no blank before it: a comment, to Node.js. */
function cutShort(text: string): string[] {
  const lines = text.matchAll(/^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=(.*)$/gm)
  return [...lines].flatMap(([, name = '', value = '']) =>
    /^(?!\s*['"`])([^#]*[^\s#])?#/.test(value) ? name : [],
  )
}
