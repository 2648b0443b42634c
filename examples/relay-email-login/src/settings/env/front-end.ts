import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'
import { z } from 'zod'

/** FRONTEND_URL, as in `https://app.example.com`, or with the `#/` of a router in the browser. */
export const frontEndUrl = z
  .string()
  .trim()
  .transform((text, context) => {
    const problem = problemOf(text)
    if (problem === null) return new URL(text)
    context.addIssue({ code: 'custom', message: problem })
    return z.NEVER
  })

/** The problem of a text, as the end of a line. The text is not repeated: it may contain a password. */
function problemOf(text: string): string | null {
  if (/[\s,;]/.test(text)) return 'must be one address, without spaces or commas'
  const url = /^https?:\/\/[^/?#\\]/i.test(text) && URL.canParse(text) ? new URL(text) : null
  if (!url) return 'must be an address like https://app.example.com'
  if (url.username !== '' || url.password !== '') return 'must not have a user name or password'
  if (!/^(\[[\d.:a-f]+\]|[\w.-]+)$/.test(url.hostname)) return 'must have a valid host'
  if (text.includes('?')) return 'must not have a query: path and token are appended to it'
  return null
}

/** `<front end>/<path>/<token>`, also behind the `#` of a front end that has one. */
export function linkTo({ href }: URL, path: string, token: string): string {
  const base = href.replace(/\/+$/, '')
  const isInFragment = href.includes('#')
  const segments = path.split('/').filter((part) => part !== '' && !(isInFragment && part === '#'))
  return [base, ...segments, encodeURIComponent(token)].join('/')
}

/**
 * The name by which this server greets mail servers. They want one of the Internet, and refuse the
 * `[127.0.0.1]` that a container would say; that of the front end is one.
 *
 * @returns undefined where the front end has none
 */
export function greetingName({ hostname }: URL): string | undefined {
  const isPublic =
    hostname.includes('.') && isIP(hostname) === 0 && !hostname.endsWith('.localhost')
  return isPublic && !hostname.startsWith('[') ? hostname : undefined
}

/** CORS_ORIGINS: a list of origins; undefined when it is not set. */
export const corsOrigins = z
  .string()
  .transform((text, context) => {
    const items = text.split(',').flatMap((item) => item.trim() || [])
    return items.flatMap((item) => {
      const read = readOrigin(item)
      if ('origin' in read) return read.origin
      context.addIssue({ code: 'custom', message: read.problem })
      return []
    })
  })
  .optional()

function readOrigin(text: string): { origin: string } | { problem: string } {
  if (text === '*') {
    return {
      problem: '* would let any page act with the tokens of its visitors: list the origins',
    }
  }
  const problem = `${JSON.stringify(text)} must be an origin like https://app.example.com`
  if (!URL.canParse(text) || !/^[a-z][a-z\d+.-]*:\/\/[^/?#@*\\\s]+\/?$/i.test(text)) {
    return { problem }
  }
  const url = new URL(text)
  // Schemes of apps, as in capacitor://localhost, have no origin by the standard of URLs.
  return { origin: url.origin === 'null' ? `${url.protocol}//${url.host}` : url.origin }
}

const ON_THIS_MACHINE = /^https?:\/\/([\w-]+\.)*(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/** Whether browsers may call from an origin. */
export function originCheck(
  origins: readonly string[],
  isDeveloping: boolean,
): (origin: string) => boolean {
  const allowed = new Set(origins)
  return (origin) => allowed.has(origin) || (isDeveloping && ON_THIS_MACHINE.test(origin))
}

/** Browsers say so of a page of the server itself, GraphiQL; no script can. */
export function isSameOrigin(headers: IncomingHttpHeaders): boolean {
  return headers['sec-fetch-site'] === 'same-origin'
}
