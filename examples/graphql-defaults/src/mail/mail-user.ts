import type { User } from '../users/user.entity.js'

/** The user as templates get to know them: what may stand in a mail, and no more. */
export interface MailUser {
  readonly username: string
  readonly email: string
  readonly firstName: string
  readonly lastName: string
}

/** The user as templates see it. */
export function describeUser(user: User): MailUser {
  return {
    username: user.username,
    email: user.email,
    firstName: user.firstName,
    lastName: user.lastName,
  }
}

/** A user who has a value in every field; templates are tried with it. */
export const FULL_USER: MailUser = {
  username: 'text',
  email: 'text',
  firstName: 'text',
  lastName: 'text',
}

/** The same without any. */
export const BARE_USER: MailUser = {
  username: '',
  email: '',
  firstName: '',
  lastName: '',
}

/** The fields that users write themselves. */
const TEXTS = ['username', 'email', 'firstName', 'lastName'] as const

/**
 * The same for an address that may belong to someone else, until a link that was sent there comes
 * back: this server must not carry messages of its users to strangers. What reads like a link or a
 * message is left out.
 */
export function describeToStranger(user: User, to: string): MailUser {
  const described = describeUser(user)
  const hidden = TEXTS.filter(
    (name) => described[name] !== to && !isPlainName(described[name] ?? ''),
  )
  return { ...described, ...Object.fromEntries(hidden.map((name) => [name, ''])) }
}

/** Mail programs make links of dots, slashes and `@`, and of numbers that may be those of telephones. */
function isPlainName(text: string): boolean {
  const digits = text.match(/\p{Nd}/gu) ?? []
  return /^[\p{L}\p{M}\p{Nd} '’_+-]{0,24}$/u.test(text) && digits.length < 7
}
