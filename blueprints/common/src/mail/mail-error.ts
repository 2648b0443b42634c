/** A mail that could not be sent. The message may be logged: no token, password or address is in it. */
export class MailError extends Error {
  override name = 'MailError'
  /** Whether another attempt would fail like this one. */
  readonly isFinal: boolean

  constructor(message: string, { isFinal = false }: { isFinal?: boolean } = {}) {
    super(message)
    this.isFinal = isFinal
  }
}

/**
 * Turns whatever went wrong while sending into one short line. What a mail server says is not
 * repeated, but for its codes: it can hold the address, or the text of the mail.
 */
export function toMailError(error: unknown): MailError {
  if (error instanceof MailError) return error
  const code = detail(error, 'code')
  const answer = detail(error, 'response')
  const codes = [code, answer === undefined ? systemCode(error) : statusOf(answer)]
  const known = new Set(codes.filter((text) => text !== undefined))
  const reason = REASONS.get(code) ?? 'The mail could not be sent'
  const message = `${reason} (${[...known].join(', ') || 'unknown error'}).`
  return new MailError(message, { isFinal: isRefusedForGood(error, answer) })
}

/** Whether the mail server knows of no such recipient, now and later (RFC 5321, 4.2.1). */
function isRefusedForGood(error: unknown, answer: string | undefined): boolean {
  return detail(error, 'command') === 'RCPT TO' && answer?.startsWith('5') === true
}

/** By the codes of Nodemailer. */
const REASONS = new Map<string | undefined, string>([
  ['ECONNECTION', 'The mail server closed the connection'],
  ['ESOCKET', 'The mail server cannot be reached'],
  ['EDNS', 'The mail server has no known address'],
  ['ETIMEDOUT', 'The mail server did not answer in time'],
  ['EABORT', 'The mail server did not answer in time'],
  ['ETLS', 'No secure connection to the mail server could be made'],
  ['EAUTH', 'The mail server refused the user name or the password'],
  ['EENVELOPE', 'The mail server refused the sender or the recipient'],
  ['EMESSAGE', 'The mail server refused the mail'],
])

/** The codes at the beginning of a reply of SMTP (RFC 5321, 4.2 and RFC 2034), like `550 5.1.1`. */
function statusOf(reply: string): string | undefined {
  return /^\d{3}([ -]\d\.\d{1,3}\.\d{1,3})?/.exec(reply)?.[0]
}

/** What the operating system said, like ECONNREFUSED. */
function systemCode(error: unknown): string | undefined {
  return error instanceof Error ? /\bE[A-Z]{4,}\b/.exec(error.message)?.[0] : undefined
}

function detail(error: unknown, name: 'code' | 'response' | 'command'): string | undefined {
  const value: unknown = error instanceof Error ? Reflect.get(error, name) : undefined
  return typeof value === 'string' ? value : undefined
}
