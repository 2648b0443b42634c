import { FormError } from '../errors/form-error.js'
import type { Tally } from '../throttle/throttle.js'
import { tallyOfAddress } from './limits.js'
import type { RequestContext } from './mutation.js'

/**
 * Looks into what others have. That something is taken is told to a network address so often, and no
 * more. Callers who could not use a free value, because of another limit, get that answer at once:
 * otherwise the answer for a taken value would differ.
 *
 * @param tallies of those other limits
 * @param look throws a FormError with `unique` for what is taken
 */
export async function lookForTaken<T>(
  request: RequestContext,
  tallies: readonly Tally[],
  look: () => Promise<T>,
): Promise<T> {
  const { throttle } = request.app
  const question = tallyOfAddress('uniqueByAddress', request)
  const lookOnce = () => throttle.limit(tallies, look, () => false)
  const [outcome] = await throttle.limit(
    [question],
    () => Promise.allSettled([lookOnce()]),
    ([result]) => result.status === 'rejected' && tellsTaken(result.reason),
  )
  if (outcome.status === 'rejected') throw outcome.reason
  return outcome.value
}

function tellsTaken(error: unknown): boolean {
  if (!(error instanceof FormError)) return false
  return Object.values(error.errors).some((list) => list.some(({ code }) => code === 'unique'))
}
