import { toCamelCase } from '../names.js'
import type { IdentityFields } from '../types.js'

/** The camelCase names of the username and the e-mail that the content of a file means. */
export function identityOf({
  USERNAME_FIELD,
  EMAIL_FIELD,
}: Readonly<Record<string, unknown>>): IdentityFields {
  return {
    USERNAME_FIELD: typeof USERNAME_FIELD === 'string' ? toCamelCase(USERNAME_FIELD) : 'username',
    EMAIL_FIELD: typeof EMAIL_FIELD === 'string' ? toCamelCase(EMAIL_FIELD) : 'email',
  }
}
