import { domainToASCII } from 'node:url'

const LOCAL_PART = /^[-!#$%&'*+/=?^_`{}|~0-9a-z]+(\.[-!#$%&'*+/=?^_`{}|~0-9a-z]+)*$/i
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{1,62}[a-z0-9]$/i

/**
 * Whether a text is a mail address that can be sent to: a dot-atom (RFC 5322, 3.2.3) and a domain,
 * also an international one. Quoted local parts are refused: they can hold commas and line breaks.
 */
export function isEmailAddress(text: string): boolean {
  const { local, domain } = parts(text)
  return LOCAL_PART.test(local) && (domain === 'localhost' || DOMAIN.test(domainToASCII(domain)))
}

/**
 * The one form in which addresses are compared and kept unique: lower case, the domain as IDNA
 * ASCII (RFC 5891). Two texts of the same canonical form are the same mailbox.
 */
export function canonicalEmail(text: string): string {
  const { local, domain } = parts(text.trim().normalize('NFC').toLowerCase())
  return `${local}@${domainToASCII(domain) || domain}`
}

function parts(text: string): { local: string; domain: string } {
  const at = text.lastIndexOf('@')
  return { local: text.slice(0, Math.max(at, 0)), domain: text.slice(at + 1) }
}

/** Whether two texts are the same mailbox. */
export function isSameEmail(one: string, other: string): boolean {
  return canonicalEmail(one) === canonicalEmail(other)
}
