import { createHash } from 'node:crypto'
import type { Logger } from 'pino'

/** Whether a password is known from a data breach. */
export type IsBreached = (password: string) => Promise<boolean>

/** In milliseconds: registration does not wait for longer. */
const TIMEOUT = 1000

/** Number of SHA-1 digits that are sent. */
const PREFIX = 5

/**
 * Asks Have I Been Pwned, which learns the first digits of a SHA-1 only (k-anonymity) and, as
 * answers are padded, nothing by their size. Where it does not answer, no password is refused, and
 * the log says so (S40).
 *
 * @param url without the digits, as in `https://api.pwnedpasswords.com/range/`
 */
export function breachedPasswords({ url, log }: { url: string; log: Logger }): IsBreached {
  return async (password) => {
    const digest = createHash('sha1').update(password).digest('hex').toUpperCase()
    try {
      const suffixes = await fetchSuffixes(url + digest.slice(0, PREFIX))
      return suffixes.includes(digest.slice(PREFIX))
    } catch (error) {
      log.warn({ event: 'breach_check_failed', reason: reasonOf(error) })
      return false
    }
  }
}

/** Lines are `<other digits>:<count>`; what only fills the answer up has a count of 0. */
async function fetchSuffixes(url: string): Promise<string[]> {
  const response = await fetch(url, {
    headers: { 'add-padding': 'true' },
    signal: AbortSignal.timeout(TIMEOUT),
  })
  if (!response.ok) throw new Error(`status ${response.status}`)
  const lines = (await response.text()).split('\n').map((line) => line.trim().split(':'))
  return lines.filter(([, count]) => Number(count) > 0).flatMap(([suffix = '']) => suffix)
}

/** The URL is not repeated: it holds a part of a digest. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return error.name === 'TimeoutError' ? 'timeout' : error.message
}
