import { z } from 'zod'
import { isEmailAddress } from '../users/email-address.js'

/** Who mails are from. */
export interface Sender {
  /** May be empty. */
  name: string
  address: string
}

const FORM =
  /^(?:(?<alone>[^\s<>]+)|(?<name>"(?:[^"\\]|\\.)*"|[^"<>@]*?) *<(?<address>[^\s<>]+)>)$/u
/** What would end a header, or the line that shows it. */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u

/** A sender as EMAIL_FROM names it: `accounts@example.com` or `Shop <accounts@example.com>`. */
export const sender = z
  .string()
  .trim()
  .refine(
    (text) => parse(text) !== null,
    'must be an address like accounts@example.com or Shop <accounts@example.com>',
  )

/** @param text as `sender` lets it through */
export function senderOf(text: string): Sender {
  return parse(text) ?? { name: '', address: text }
}

function parse(text: string): Sender | null {
  const parts = CONTROL.test(text) ? undefined : FORM.exec(text)?.groups
  const address = parts?.alone ?? parts?.address ?? ''
  return isEmailAddress(address) ? { name: unquote(parts?.name ?? ''), address } : null
}

function unquote(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replace(/\\(.)/g, '$1') : name
}

/** The default of graphql-auth.json. It belongs to someone else. */
const EXAMPLE = 'test@email.com'

/** Whether mails would be from an address that nobody has chosen. */
export function isExample(text: string): boolean {
  return senderOf(text).address.toLowerCase() === EXAMPLE
}
