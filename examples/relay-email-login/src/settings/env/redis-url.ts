import { z } from 'zod'
import { isNearby } from '../nearby.js'

/** What may stand behind the `?`: the driver would heed an option that is not listed only in part. */
const OPTIONS = ['keyPrefix', 'family', 'db', 'connectionName']

/** REDIS_URL. TLS has a scheme of its own, and always verifies. */
export const redisUrl = z.string().superRefine((text, { addIssue }) => {
  const message = problemOf(text)
  if (message) addIssue({ code: 'custom', message })
})

/** Whether the connection is unencrypted. */
export function isRedisInTheClear(text: string): boolean {
  const { protocol, hostname } = new URL(text)
  return protocol === 'redis:' && !isNearby(hostname.replace(/^\[|\]$/g, ''))
}

function problemOf(text: string): string | null {
  if (!/^rediss?:\/\/[^/?#]/.test(text) || !URL.canParse(text)) {
    return 'must be redis://HOST:PORT or rediss://…'
  }
  const { hash, pathname, searchParams } = new URL(text)
  if (hash) return 'contains a #: write it as %23'
  const numbers = [pathname.slice(1), ...searchParams.getAll('db')]
  if (!numbers.every((number) => /^\d*$/.test(number))) return 'the Redis database must be a number'
  const unknown = [...searchParams.keys()].find((name) => !OPTIONS.includes(name))
  if (unknown === undefined) return null
  return /tls|ssl|cert|reject/i.test(unknown)
    ? `does not support ${unknown}: use rediss:// for TLS, and NODE_EXTRA_CA_CERTS for your authority`
    : `does not support the option ${unknown}: remove it`
}
