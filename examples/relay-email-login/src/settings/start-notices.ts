import { isDeepStrictEqual } from 'node:util'
import { djangoDefaults } from './behaviour.js'
import { type Configuration, openness } from './configuration.js'
import { isInTheClear } from './env/database-url.js'
import { mailTarget, targetNotices } from './env/email-url.js'
import { isRedisInTheClear } from './env/redis-url.js'

/** A line of the log at start, about something that is less safe than it could be. */
export interface StartNotice {
  level: 'info' | 'warn'
  text: string
}

/** One line for each thing that is open while developing only, or that settings give up (S26). */
export function startNotices(configuration: Configuration): StartNotice[] {
  const { env } = configuration
  const lines = env.mode === 'development' ? whileDeveloping(configuration) : []
  return [
    ...lines.map((text) => ({ level: 'info' as const, text: `Development only: ${text}` })),
    ...givenUp(configuration).map((text) => ({ level: 'warn' as const, text })),
  ]
}

const IN_THE_CLEAR = 'the connection to this host is not encrypted: enable TLS'

/** The least that OWASP recommends (Password Storage Cheat Sheet). */
const SAFE_BCRYPT_COST = 10

function whileDeveloping({ env, settings }: Configuration): string[] {
  const { GRAPHIQL, INTROSPECTION, USERS_QUERY_ACCESS } = settings.GRAPHQL_AUTH
  return [
    ...(GRAPHIQL === null ? ['browsers get GraphiQL at the same address'] : []),
    ...(INTROSPECTION === null ? ['introspection shows the schema'] : []),
    ...(USERS_QUERY_ACCESS === null ? ['anyone can see every user'] : []),
    ...(env.emailUrl.startsWith('console:') ? ['mails are printed here'] : []),
  ]
}

function givenUp(configuration: Configuration): string[] {
  const { env, settings } = configuration
  const { GRAPHQL_AUTH, GRAPHQL_JWT } = settings
  const { BCRYPT_COST } = GRAPHQL_AUTH
  const { graphiql, introspection } = openness(configuration)
  const isProduction = env.mode === 'production'
  const isSocket = 'path' in env.address
  return [
    ...(isSocket && !env.trustProxy(undefined, 0)
      ? ['PORT is a socket: all clients count as one address unless TRUST_PROXY contains unix:']
      : []),
    ...targetNotices(mailTarget(env.emailUrl, isProduction), isProduction),
    ...(isInTheClear(env.database) ? [`DATABASE_URL: ${IN_THE_CLEAR}`] : []),
    ...(env.redisUrl && isRedisInTheClear(env.redisUrl) ? [`REDIS_URL: ${IN_THE_CLEAR}`] : []),
    ...(isProduction && graphiql ? ['GRAPHIQL is on in production'] : []),
    ...(isProduction && introspection
      ? ['INTROSPECTION is on in production: it shows the schema to anyone']
      : []),
    ...(GRAPHQL_JWT.JWT_VERIFY ? [] : ['JWT_VERIFY is off: anyone can act as any user']),
    ...(isProduction && !GRAPHQL_JWT.JWT_VERIFY_EXPIRATION
      ? ['JWT_VERIFY_EXPIRATION is off: access tokens never expire']
      : []),
    ...(isProduction && BCRYPT_COST < SAFE_BCRYPT_COST
      ? [`BCRYPT_COST is ${BCRYPT_COST}: use ${SAFE_BCRYPT_COST} or more in production`]
      : []),
    ...(GRAPHQL_AUTH.COMPATIBILITY === 'django'
      ? [`COMPATIBILITY is "django", which disables: ${likeDjango(GRAPHQL_AUTH).join(', ')}`]
      : []),
  ]
}

/** The settings that are as they were in django-graphql-auth. */
function likeDjango(settings: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(djangoDefaults).flatMap(([name, value]) =>
    isDeepStrictEqual(settings[name], value) ? name : [],
  )
}
