import { z } from 'zod'

/** BASE_PATH, as in `/accounts`: below which path a proxy that does not strip it sees the server. */
export const basePath = z
  .string()
  .default('')
  .transform((text) => text.trim().replace(/\/+$/, ''))
  .refine(
    (path) => /^(\/(?!\.{1,2}(\/|$))[\w.~-]+)*$/.test(path),
    'must be a path like /accounts, of letters, digits and ._~-',
  )

/**
 * The path of a request, without what does not matter: doubled slashes and one at its end.
 *
 * @param target of the request line: a path, or a whole URL
 * @returns an empty text for what is neither
 */
export function pathOf(target: string): string {
  const [path = ''] = target.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '').split(/[?#]/, 1)
  const single = path.replace(/\/{2,}/g, '/')
  return single.length > 1 && single.endsWith('/') ? single.slice(0, -1) : single
}
