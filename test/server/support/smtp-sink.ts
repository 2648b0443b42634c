import { once } from 'node:events'
import { createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'

/** A mail as it came over the wire. */
export interface WireMail {
  /** The addresses of RCPT TO. */
  recipients: string[]
  /** Headers and body, lines ended by CRLF. */
  source: string
  /** The last part of its link; empty when it has none. */
  token: string
}

/** A mail server that keeps what it gets, until the test ends. */
export interface SmtpSink {
  /** For EMAIL_URL. */
  url: string
  mails: WireMail[]
}

export interface SinkOptions {
  /** Where it listens; without it, where no one else does. */
  port?: number
  /** The code that RCPT TO is refused with, or null: for each of them in turn. */
  refuse?: () => number | null
  /** Done when RCPT TO may be answered: a server may take its time to look at an address. */
  whenAsked?: (address: string) => Promise<void>
  /** Done when a mail is there, before the server says that it has it. */
  whenReceived?: (mail: WireMail) => Promise<void>
}

/** Starts a mail server. */
export async function startSink({
  port = 0,
  refuse = () => null,
  whenAsked = async () => {},
  whenReceived = async () => {},
}: SinkOptions = {}): Promise<SmtpSink> {
  const mails: WireMail[] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    async onRcptTo({ address }, _session, callback) {
      await whenAsked(address)
      const code = refuse()
      callback(code === null ? null : Object.assign(new Error('Not here'), { responseCode: code }))
    },
    onData(stream, { envelope }, callback) {
      const receive = async () => {
        const recipients = envelope.rcptTo.map(({ address }) => address)
        const source = await text(stream)
        const token = /\r\nhttps?:\/\/\S+\/([^/\s]+)\r\n/.exec(unfold(source))?.[1] ?? ''
        const mail = { recipients, source, token }
        mails.push(mail)
        await whenReceived(mail)
      }
      receive().then(() => callback(), callback)
    },
  })
  // Who is killed in the middle of a mail leaves a broken connection.
  server.on('error', () => {})
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  onTestFinished(() => new Promise<void>((resolve) => server.close(resolve)))
  const address = server.server.address()
  if (typeof address !== 'object' || !address) throw new Error('The server has no address.')
  return { url: `smtp://127.0.0.1:${address.port}`, mails }
}

/** A port where no one listens any more. */
export async function deadPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || !address) throw new Error('The server has no address.')
  return address.port
}

/** Long lines of a body end with a `=` (RFC 2045, 6.7). */
export function unfold(source: string): string {
  return source.replaceAll('=\r\n', '')
}
