import { emailTaken, isEmailTaken } from '../../accounts/emails.js'
import { createUser, markVerified } from '../../accounts/users.js'
import { checkNewPassword } from '../../auth/new-password.js'
import { checkUnique } from '../../auth/taken-values.js'
import type { App } from '../../context/app.js'
import { logSecurityEvent } from '../../context/security-log.js'
import { isUniqueViolation } from '../../database/errors.js'
import { FormError, type FormErrors } from '../../errors/form-error.js'
import { addProblems, cleanFields, completeValues } from '../../forms/form.js'
import { unusablePassword } from '../../passwords/hashing.js'
import type { User } from '../../users/user.entity.js'
import { passwordFields, profileFields, type Texts } from './fields.js'

/** What is wrong with the profile, by field: what register would report. */
export async function profileProblems(app: App, texts: Texts): Promise<FormErrors> {
  const { values, errors } = cleanFields(profileFields, texts)
  const { reader } = app.database
  await checkUnique(reader, values, errors)
  const address = values.email
  if (address !== undefined && (await isEmailTaken(app, reader, address))) {
    addProblems(errors, 'email', [emailTaken])
  }
  return errors
}

/** What is wrong with a password that was typed twice: messages for people. */
export async function passwordProblems(
  app: App,
  texts: Texts,
  [first, second]: readonly [string, string],
): Promise<string[]> {
  const { values: owner } = cleanFields(profileFields, texts)
  const cleaned = cleanFields(passwordFields, { password1: first, password2: second })
  await checkNewPassword(app, cleaned, { first: 'password1', second: 'password2', owner })
  const { password1, password2 = password1 ?? [] } = cleaned.errors
  return password2.map(({ message }) => message)
}

/**
 * Creates the superuser, verified. Everything was checked before.
 *
 * @param password null for an account that has none yet
 * @throws FormError for a value that someone else has taken since then; nothing is created
 */
export async function createSuperuser(
  app: App,
  texts: Texts,
  password: string | null,
): Promise<User> {
  const values = completeValues(profileFields, cleanFields(profileFields, texts))
  const hash = password === null ? unusablePassword() : await app.passwords.hash(password)
  const rights = { password: hash, isStaff: true, isSuperuser: true }
  const create = () =>
    app.database.transaction(async (manager) => {
      const user = await createUser(app, manager, { ...values, ...rights })
      await markVerified(manager, user)
      return user
    })
  const user = await create().catch(async (error: unknown) => {
    const errors = isUniqueViolation(error) ? await profileProblems(app, texts) : {}
    throw Object.keys(errors).length > 0 ? new FormError(errors) : error
  })
  logSecurityEvent({ app }, 'superuser_created', user)
  return user
}
