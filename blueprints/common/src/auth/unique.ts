import { type EntityManager, type FindOptionsWhere, Not } from 'typeorm'
import { type FormErrors, notUnique } from '../errors/form-error.js'
import { addProblems } from '../forms/form.js'
import { canonicalUsername } from '../identifiers/username.js'
import { User } from '../users/user.entity.js'

/** A field that no two users may share, and how the user is found who has a value already. */
interface UniqueField {
  name: keyof User
  label: string
  where(values: Partial<User>): FindOptionsWhere<User>
}

/** The e-mail is not among them: it is looked at when everything else is fine. */
const UNIQUE_FIELDS: UniqueField[] = [
<%_ for (const field of user.uniqueFields) { _%>
  {
    name: '<%= field.name %>',
    label: '<%= field.label %>',
    where: (values) => ({
      <%= field.condition %>,
    }),
  },
<%_ } _%>
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
