import { randomBytes } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createTransport } from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer'
import { StartError } from '../settings/start-error.js'
import { type Message, toMime } from './message.js'

/** How mails leave the server. */
export interface MailTransport {
  /** Resolves when the mail is taken over by somebody else; rejects when it is not. */
  send(message: Message): Promise<void>
  /** Breaks off what is being sent. */
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

/**
 * The transport that EMAIL_URL names.
 *
 * @param url `console:`, `file:DIR`, `smtp://HOST:PORT` or `smtps://USER:PASSWORD@HOST:PORT`; the
 *   query of the last two may hold options of Nodemailer, like `?tls.rejectUnauthorized=false`
 * @param folder what a DIR that is not absolute is relative to
 * @param isAwaited whether transactions wait for mails
 * @throws StartError for anything else
 */
export function createMailTransport(url: string, folder: string, isAwaited = false): MailTransport {
  if (url === 'console:') return consoleTransport()
  if (/^file:./.test(url)) return fileTransport(resolve(folder, pathOf(url)))
  const timeout = isAwaited ? SEND_TIMEOUT.inTransaction : SEND_TIMEOUT.alone
  if (/^smtps?:/.test(url)) return smtpTransport(url, timeout)
  throw new StartError(['EMAIL_URL: must be console:, smtp://…, smtps://… or file:DIR'])
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
function smtpTransport(url: string, timeout: number): MailTransport {
  requireHost(url)
  const transporter = createTransport({ url, ...TIMEOUTS })
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

/** The URL itself is not repeated in the error: it may hold a password. */
function requireHost(url: string): void {
  if (URL.canParse(url) && new URL(url).hostname !== '') return
  throw new StartError(['EMAIL_URL: is not a valid URL: write smtp://USER:PASSWORD@HOST:PORT'])
}

function pathOf(fileUrl: string): string {
  if (!fileUrl.startsWith('file://')) return fileUrl.slice('file:'.length)
  try {
    return fileURLToPath(fileUrl)
  } catch {
    throw new StartError(['EMAIL_URL: is not a folder: write file:DIR or file:///DIR'])
  }
}

function fileName(now: Date, count: number): string {
  const time = now.toISOString().replaceAll(':', '-')
  return [time, String(count).padStart(6, '0'), randomBytes(4).toString('hex')].join('-')
}

function rule(title: string): string {
  return `── ${title} `.padEnd(72, '─')
}
