import { hashToken } from '../../../src/crypto/tokens.js'
import { type Account, tokens } from './load-accounts.js'
import { type LoadClient, NotAcknowledged } from './load-client.js'

/** One session, and how far it has come. */
export interface Family {
  account: Account
  /** The newest one that was acknowledged. */
  refreshToken: string
  /** How many of them there must be: the first one, and one for each that was used. */
  length: number
  /** What should not have happened. */
  forks: string[]
}

/**
 * Uses the newest refresh token of a family: again when the answer was lost, as clients do, and
 * now and then twice at the same time.
 */
export async function goOn({ act }: LoadClient, family: Family): Promise<void> {
  const { refreshToken, account } = family
  const times = family.length % 3 === 0 ? [1, 2] : [1]
  for (;;) {
    const answers = await Promise.allSettled(
      times.map(() => act('refreshToken', { refreshToken }, account.asker)),
    )
    const next = new Set(answers.flatMap((answer) => tokenOf(answer)))
    const [token, ...others] = next
    if (token === undefined) continue
    family.forks.push(...others)
    family.refreshToken = token
    family.length += 1
    return
  }
}

/** The name under which a token is stored. */
export function storedName({ refreshToken }: Family): string {
  return hashToken(refreshToken)
}

function tokenOf(answer: PromiseSettledResult<unknown>): string[] {
  if (answer.status === 'fulfilled') return [tokens.parse(answer.value).refreshToken]
  if (answer.reason instanceof NotAcknowledged) return []
  throw answer.reason
}
