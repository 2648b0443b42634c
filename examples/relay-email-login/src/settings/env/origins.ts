import type { IncomingHttpHeaders } from 'node:http'
import { z } from 'zod'

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
