import { domainToASCII } from 'node:url'

export const SENDER_HELP =
  'an e-mail address like "accounts@example.com" or "Shop <accounts@example.com>"'

const LABEL = '[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?'
/** A number would be a network address. */
const TOP_LEVEL = '(?![0-9]+>?$)[0-9A-Za-z-]{1,62}[0-9A-Za-z]'
/** A label of another alphabet: mail servers see it in ASCII, longer and with other ends. */
const FOREIGN = '[0-9A-Za-z-]*[^\\x00-\\x9f\\s](?:[0-9A-Za-z-]|[^\\x00-\\x9f\\s])*'
const ATOM = "[-!#$%&'*+/=?^_`{|}~0-9A-Za-z]+"
const DOMAIN = `(?:localhost|(?:(?:${LABEL}|${FOREIGN})\\.)+(?:${TOP_LEVEL}|${FOREIGN}))`
const ADDRESS = `${ATOM}(?:\\.${ATOM})*@${DOMAIN}`

/** What would end a header, or the line that shows it. */
const CONTROL = '\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029'
const QUOTED = `"(?:[^"\\\\${CONTROL}]|\\\\[^${CONTROL}])*" *`
const PLAIN = `[^"<>@${CONTROL}]*`

/** EMAIL_FROM: an address, or a name and an address. */
export const SENDER = new RegExp(`^(?:${ADDRESS}|(?:${QUOTED}|${PLAIN})<${ADDRESS}>)$`)

const ASCII_DOMAIN = new RegExp(`^(?:localhost|(?:${LABEL}\\.)+${TOP_LEVEL})$`)

/** Whether the rendered server takes a text, too. */
export function isSender(value: unknown): value is string {
  if (typeof value !== 'string' || !SENDER.test(value)) return false
  const domain = value.slice(value.lastIndexOf('@') + 1).replace('>', '')
  return domain.length < 254 && ASCII_DOMAIN.test(domainToASCII(domain))
}

/** The sender of mails. */
export interface Sender {
  /** May be empty. */
  name: string
  address: string
}

const FORM =
  /^(?:(?<alone>[^\s<>]+)|(?<name>"(?:[^"\\]|\\.)*"|[^"<>@]*?) *<(?<address>[^\s<>]+)>)$/u

/** @param text EMAIL_FROM, as `isSender` lets it through */
export function senderOf(text: string): Sender {
  const { alone, name = '', address = text } = FORM.exec(text)?.groups ?? {}
  return { name: unquote(name), address: alone ?? address }
}

function unquote(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replace(/\\(.)/g, '$1') : name
}

/** The default of graphql-auth.json. It belongs to someone else. */
const EXAMPLE = 'test@email.com'

/** Whether mails would be from an address that no one has chosen. */
export function isExample(text: string): boolean {
  return senderOf(text).address.toLowerCase() === EXAMPLE
}
