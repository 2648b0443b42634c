import { type EntityManager, type FindOptionsWhere, Not } from 'typeorm'
import { FormError, type FormErrors, notUnique } from '../errors/form-error.js'
import { addProblems } from '../forms/form.js'
import { canonicalUsername } from '../identifiers/username.js'
import type { Tally } from '../throttle/throttle.js'
import { User } from '../users/user.entity.js'
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

/** A field that no two users may share, and how the user is found who has a value already. */
interface UniqueField {
  name: keyof User
  label: string
  where(values: Partial<User>): FindOptionsWhere<User>
}

/** The e-mail is not among them: it is looked at when everything else is fine. */
const UNIQUE_FIELDS: UniqueField[] = [
  {
    name: 'username',
    label: 'username',
    where: (values) => ({
      usernameKey: canonicalUsername(values.username ?? ''),
    }),
  },
]

/**
 * Reports values that someone else has already.
 *
 * @param self whose values these are, when they have an account already
 */
export async function checkUnique(
  manager: EntityManager,
  values: Partial<User>,
  errors: FormErrors,
  self?: User,
): Promise<void> {
  for (const { name, label, where } of UNIQUE_FIELDS) {
    if (values[name] === undefined) continue
    const others = { ...where(values), ...(self && { id: Not(self.id) }) }
    const isTaken = await manager.existsBy(User, others)
    if (isTaken) addProblems(errors, name, [notUnique(label)])
  }
}

/** Whether values could be those of others: unique ones that are not the user's own already. */
export function mayBeTaken(values: Partial<User>, self: User): boolean {
  return UNIQUE_FIELDS.some(({ name }) => (values[name] ?? self[name]) !== self[name])
}
