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
