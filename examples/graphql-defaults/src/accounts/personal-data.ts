import type { PersonalDatum } from '../passwords/validators.js'
import type { User } from '../users/user.entity.js'

/** The values that a password of this user must not resemble, in the order of the checks. */
export function personalData(user: Partial<User>): PersonalDatum[] {
  return [
    { value: user.username ?? '', label: 'username' },
    { value: user.firstName ?? '', label: 'first name' },
    { value: user.lastName ?? '', label: 'last name' },
    { value: user.email ?? '', label: 'email address' },
  ]
}
