type MailFailure = Partial<Pick<MailError, 'isFinal' | 'isUnreached'>>

/** A mail that could not be sent. The message may be logged: no token, password or address is in it. */
export class MailError extends Error {
  override name = 'MailError'
  /** Whether another attempt would fail like this one. */
  readonly isFinal: boolean
  /** Whether no mail server was there to be asked, whatever the recipient. */
  readonly isUnreached: boolean

  constructor(message: string, { isFinal = false, isUnreached = false }: MailFailure = {}) {
    super(message)
    this.isFinal = isFinal
    this.isUnreached = isUnreached
  }
}

/**
 * Turns whatever went wrong while sending into one short line. What a mail server says is not
 * repeated, except for its codes: it can hold the address, or the text of the mail.
 */
export function toMailError(error: unknown): MailError {
  if (error instanceof MailError) return error
  const code = detail(error, 'code')
  const cause = detail(error, 'originalCode') ?? detail(error, 'timeoutType')
  const answer = detail(error, 'response')
  const told = answer === undefined ? cause : statusOf(answer)
  const codes = new Set([code, told].filter((text) => text !== undefined))
  const reason = (isLoginWanted(answer) && LOGIN_WANTED) || reasonOf(cause) || reasonOf(code)
  const message = `${reason ?? 'The mail could not be sent'} (${[...codes].join(', ') || 'unknown error'}).`
  return new MailError(message, {
    isFinal: isRefusedForGood(error, answer),
    isUnreached: UNREACHED.has(code) || UNREACHED.has(cause),
  })
}

/** Whether the mail server knows of no such recipient, now and later (RFC 5321, 4.2.1). */
function isRefusedForGood(error: unknown, answer: string | undefined): boolean {
  return detail(error, 'command') === 'RCPT TO' && answer?.startsWith('5') === true
}

const LOGIN_WANTED = 'The mail server requires a user name and a password: add them to EMAIL_URL'

/** RFC 4954, 6. */
function isLoginWanted(answer: string | undefined): boolean {
  return answer?.startsWith('530') === true
}

/** Failures that say nothing of the recipient: there was no session, or no login. */
const UNREACHED = new Set<string | undefined>([
  ...['ESOCKET', 'EDNS', 'ETLS', 'EAUTH', 'EPROTOCOL'],
  ...['CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT'],
])

const NO_ANSWER = 'The mail server did not answer in time'
const NO_TLS = 'A secure connection to the mail server failed'
const UNKNOWN_SIGNER =
  'The certificate of the mail server is signed by an unknown authority: put yours ' +
  'into a file, and set NODE_EXTRA_CA_CERTS to its path'
const OTHER_TLS = 'The mail server supports no common TLS version or cipher'

/** By the codes of Nodemailer, and by those of Node.js and OpenSSL, which tell more. */
const REASONS = new Map<string, string>([
  ['ECONNECTION', 'The mail server closed the connection'],
  ['ESOCKET', 'The mail server cannot be reached'],
  ['EDNS', 'The mail server has no known address'],
  ['ETIMEDOUT', NO_ANSWER],
  ['EABORT', NO_ANSWER],
  [
    'GREETING_TIMEOUT',
    'The mail server did not greet in time: ports that start with TLS, such as 465, need smtps://',
  ],
  ['ETLS', `${NO_TLS}: it may not offer STARTTLS, which production demands (see requireTLS)`],
  ['EPROTOCOL', 'The answer is not SMTP, or a refusal'],
  ['EAUTH', 'The mail server refused the user name or the password'],
  ['EENVELOPE', 'The mail server refused the sender or the recipient'],
  ['EMESSAGE', 'The mail server refused the mail'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', UNKNOWN_SIGNER],
  ['SELF_SIGNED_CERT_IN_CHAIN', UNKNOWN_SIGNER],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', UNKNOWN_SIGNER],
  ['UNABLE_TO_GET_ISSUER_CERT', UNKNOWN_SIGNER],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', UNKNOWN_SIGNER],
  ['CERT_UNTRUSTED', UNKNOWN_SIGNER],
  ['CERT_HAS_EXPIRED', 'The certificate of the mail server has expired'],
  [
    'CERT_NOT_YET_VALID',
    'The certificate of the mail server is not valid yet, or the clock is wrong',
  ],
  ['CERT_REVOKED', 'The certificate of the mail server was revoked'],
  [
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'The certificate of the mail server does not match the host of EMAIL_URL',
  ],
  [
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'The mail server does not start with TLS on this port: ports such as 587 need smtp://',
  ],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', NO_TLS],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', OTHER_TLS],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', OTHER_TLS],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', OTHER_TLS],
  ['ERR_SSL_DH_KEY_TOO_SMALL', 'The mail server has too weak a key'],
  ['ERR_SSL_EE_KEY_TOO_SMALL', 'The mail server has too weak a key'],
])

function reasonOf(code: string | undefined): string | undefined {
  if (code === undefined) return undefined
  return REASONS.get(code) ?? (/^(ERR_SSL|ERR_TLS|CERT)_/.test(code) ? NO_TLS : undefined)
}

/** The codes at the beginning of a reply of SMTP (RFC 5321, 4.2 and RFC 2034), like `550 5.1.1`. */
function statusOf(reply: string): string | undefined {
  return /^\d{3}([ -]\d\.\d{1,3}\.\d{1,3})?/.exec(reply)?.[0]
}

type Detail = 'code' | 'originalCode' | 'timeoutType' | 'response' | 'command'

function detail(error: unknown, name: Detail): string | undefined {
  const value: unknown = error instanceof Error ? Reflect.get(error, name) : undefined
  return typeof value === 'string' ? value : undefined
}
