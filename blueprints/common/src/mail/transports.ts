import { randomBytes } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createTransport, type SendMailOptions } from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { MailTarget } from '../settings/env/email-url.js'
import type { SmtpServer } from '../settings/env/smtp-url.js'
import { senderOf } from '../settings/values/sender.js'

/** A mail as people read it, to one recipient. */
export interface Message {
  /** An address, or `Name <address>`. */
  from: string
  /** An address alone. */
  to: string
  subject: string
  text: string
  html: string
}

/** The same for Nodemailer, which makes headers and MIME parts of it. */
function toMime({ from, to, subject, text, html }: Message): SendMailOptions {
  return {
    // As objects they are one address each, whatever commas or angle brackets they hold (S48).
    from: senderOf(from),
    to: { name: '', address: to },
    subject,
    text,
    html,
    // Keeps out-of-office replies away (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** How mails leave the server. */
export interface MailTransport {
  /** Resolves when the mail is taken over; rejects when it is not. */
  send(message: Message): Promise<void>
  /** Aborts running mails. */
  close(): void
}

const SECOND = 1000
/** How long a mail may take. A transaction that waits for it must not: databases end idle ones. */
const SEND_TIMEOUT = { alone: 30 * SECOND, inTransaction: 10 * SECOND }
const TIMEOUTS = {
  dnsTimeout: 5 * SECOND,
  connectionTimeout: 10 * SECOND,
  greetingTimeout: 10 * SECOND,
  socketTimeout: 20 * SECOND,
}

export interface TransportOptions {
  /** The folder that relative paths start from. */
  folder: string
  /** Whether transactions wait for mails. */
  isAwaited?: boolean
  /** How mail servers are greeted, unless EMAIL_URL says it. */
  name?: string | undefined
}

/** The transport for what EMAIL_URL names. */
export function createMailTransport(target: MailTarget, options: TransportOptions): MailTransport {
  switch (target.kind) {
    case 'console':
      return consoleTransport()
    case 'file':
      return fileTransport(resolve(options.folder, target.folder))
    case 'smtp':
      return smtpTransport(target.server, options)
  }
}

/** Prints each mail whole, so that its links can be followed without a mail server. */
function consoleTransport(): MailTransport {
  return {
    async send({ from, to, subject, text, html }) {
      const headers = [`From: ${from}`, `To: ${to}`, `Subject: ${subject}`].join('\n')
      const lines = [rule('Mail'), headers, '', text, rule('HTML'), html.trimEnd(), rule('End')]
      process.stdout.write(`${lines.join('\n')}\n`)
    },
    close() {},
  }
}

/** Writes each mail to a file of its own, by name in the order in which they were sent. */
function fileTransport(folder: string): MailTransport {
  let count = 0
  return {
    async send(message) {
      count += 1
      const name = fileName(new Date(), count)
      const content = await new MailComposer(toMime(message)).compile().build()
      await mkdir(folder, { recursive: true })
      const draft = join(folder, `.${name}.part`)
      await writeFile(draft, content, { mode: 0o600 })
      // Who watches the folder sees whole mails only.
      await rename(draft, join(folder, `${name}.eml`))
    },
    close() {},
  }
}

/** Hands each mail to a mail server, over a connection of its own. */
function smtpTransport(server: SmtpServer, { isAwaited, name }: TransportOptions): MailTransport {
  const transporter = createTransport({ ...(name && { name }), ...server, ...TIMEOUTS })
  const timeout = isAwaited ? SEND_TIMEOUT.inTransaction : SEND_TIMEOUT.alone
  const closing = new AbortController()
  return {
    async send(message) {
      const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(timeout)])
      await transporter.sendMail({ ...toMime(message), signal })
    },
    close() {
      closing.abort()
      transporter.close()
    },
  }
}

function fileName(now: Date, count: number): string {
  const time = now.toISOString().replaceAll(':', '-')
  return [time, String(count).padStart(6, '0'), randomBytes(4).toString('hex')].join('-')
}

function rule(title: string): string {
  return `── ${title} `.padEnd(72, '─')
}
