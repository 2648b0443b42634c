import { domainToASCII } from 'node:url'

interface WithSettings {
  settings: { GRAPHQL_AUTH: { EMAIL_CASE_INSENSITIVE: boolean } }
}

const LOCAL_PART = /^[-!#$%&'*+/=?^_`{}|~0-9a-z]+(\.[-!#$%&'*+/=?^_`{}|~0-9a-z]+)*$/i
/** The top-level domain is not a number: that would be a network address. */
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9-]{1,62}[a-z0-9]$/i
/** Of any alphabet; what else there is in ASCII is not a part of a domain. */
const LABELS = /^([-.a-z0-9]|\P{ASCII})+$/iu

/** Of an address with an international domain, as mail servers see it (RFC 5321, 4.5.3.1.3). */
const MAX_LENGTH = 254

/**
 * Whether a text is a mail address that can be sent to: a dot-atom (RFC 5322, 3.2.3) and a domain,
 * also an international one. Quoted local parts are refused: they can hold commas and line breaks.
 */
export function isEmailAddress(text: string): boolean {
  const { local, domain } = parts(text)
  const ascii = asciiDomain(domain)
  const isLonger = ascii.length > [...domain].length
  const isTooLong = isLonger && local.length + 1 + ascii.length > MAX_LENGTH
  return !isTooLong && LOCAL_PART.test(local) && (domain === 'localhost' || DOMAIN.test(ascii))
}

/** An address as it is stored: the domain in lower case, the rest as it was typed, as in Django. */
export function normalizeEmail(raw: string): string {
  const text = raw.trim()
  const { local, domain } = parts(text)
  return text.includes('@') ? `${local}@${domain.toLowerCase()}` : text
}

/**
 * The one form in which addresses are compared and kept unique: lower case, the domain as IDNA
 * ASCII (RFC 5891). Two texts of the same canonical form are the same mailbox. What stands before
 * the `@` keeps its letter case when EMAIL_CASE_INSENSITIVE is false.
 */
export function canonicalEmail({ settings }: WithSettings, text: string): string {
  const { local, domain } = parts(normalForm(text.trim(), 'NFC'))
  const folded = settings.GRAPHQL_AUTH.EMAIL_CASE_INSENSITIVE ? local.toLowerCase() : local
  return `${folded}@${asciiDomain(domain) || domain.toLowerCase()}`
}

/**
 * A domain as mail servers see it; an empty text for what is none. Node.js reads its text as the
 * host of a URL: it would leave out line breaks, decode escapes, stop at a slash, and take seconds
 * for what is too long.
 */
function asciiDomain(domain: string): string {
  return domain.length < MAX_LENGTH && LABELS.test(domain) ? domainToASCII(domain) : ''
}

function parts(text: string): { local: string; domain: string } {
  const at = text.lastIndexOf('@')
  return { local: text.slice(0, Math.max(at, 0)), domain: text.slice(at + 1) }
}

/** Whether two texts are the same mailbox. */
export function isSameEmail(app: WithSettings, one: string, other: string): boolean {
  return canonicalEmail(app, one) === canonicalEmail(app, other)
}

/** In UTF-16 units. No name and no address that is stored is longer. */
const LONGEST = 1000

/**
 * Makes different spellings of one text the same. What is too long for a name or an address stays as
 * it is: many marks in a row would take time in the square of their number (S42).
 */
export function normalForm(text: string, form: 'NFC' | 'NFKC'): string {
  return text.length > LONGEST ? text : text.normalize(form)
}
