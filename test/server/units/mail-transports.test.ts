import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { toMailError } from '../../../src/mail/mail-error.js'
import {
  createMailTransport,
  type MailTransport,
  type Message,
} from '../../../src/mail/transports.js'
import { mailTarget } from '../../../src/settings/env/email-url.js'
import type { SmtpServer } from '../../../src/settings/env/smtp-url.js'

const LINK = 'http://localhost:3000/activate/Zm9vYmFyYmF6cXV4LWZvb2Jhcl9iYXpxdXgtMTIzNDU'
const message: Message = {
  from: 'My Site <test@email.com>',
  to: 'bob@example.com',
  subject: 'Activate your account on Größe 😀',
  text: `My Site\n\nHello josé!\n\n${LINK}`,
  html: `<h1>My Site</h1>\n<p>Hello josé!</p>\n<a href="${LINK}">${LINK}</a>\n`,
}

const cleanUps: (() => void)[] = []

afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp()
})

describe('console:', () => {
  it('prints the mail whole, text and HTML', async () => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    cleanUps.push(() => write.mockRestore())
    await transportOf('console:', '/').send(message)
    const printed = write.mock.calls.map(([text]) => String(text)).join('')
    for (const part of Object.values(message)) expect(printed).toContain(part)
  })
})

describe('file:DIR', () => {
  it('writes each mail to a file, by name in the order of sending', async () => {
    const folder = temporaryFolder()
    const transport = transportOf('file:./var/mails', folder)
    const subjects = Array.from({ length: 12 }, (_, index) => `Mail ${index}`)
    await Promise.all(subjects.map((subject) => transport.send({ ...message, subject })))

    const mails = join(folder, 'var/mails')
    const files = readdirSync(mails).sort()
    const parsed = await Promise.all(
      files.map((file) => simpleParser(readFileSync(join(mails, file)))),
    )
    expect(parsed.map(({ subject }) => subject)).toEqual(subjects)
    expect(files.every((file) => file.endsWith('.eml') && !file.startsWith('.'))).toBe(true)
    expectWhole({ ...message, subject: 'Mail 0' }, parsed[0])
    // A mail has a token in it, which is for no one else.
    expect(statSync(join(mails, files[0] ?? '')).mode & 0o077).toBe(0)
  })

  it('takes an absolute folder, also as a URL', async () => {
    for (const prefix of ['path', 'url']) {
      const folder = temporaryFolder()
      const url = prefix === 'url' ? pathToFileURL(folder).href : `file:${folder}`
      await transportOf(url, '/nowhere').send(message)
      expect(readdirSync(folder)).toHaveLength(1)
    }
  })

  it('fails when the folder cannot be written to', async () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    const failure = transportOf(`file:${file}`, '/').send(message).catch(toMailError)
    expect(await failure).toMatchObject({ message: 'The mail could not be sent (EEXIST).' })
  })
})

describe('smtp:', () => {
  it('hands the mail over, to one recipient', async () => {
    const { url, received } = await sink({})
    await transportOf(url, '/').send(message)
    expect(received).toHaveLength(1)
    expect(received[0]?.recipients).toEqual(['bob@example.com'])
    expectWhole(message, received[0]?.mail)
    expect(received[0]?.mail.headers.get('auto-submitted')).toBe('auto-generated')
  })

  it('never reads a second recipient or a header out of an address (S48)', async () => {
    const { url, received } = await sink({})
    for (const to of ['bob@example.com, eve@example.com', 'b<eve@example.com>@example.com']) {
      await transportOf(url, '/')
        .send({ ...message, to })
        .catch(toMailError)
    }
    const subject = 'Hello\r\nBcc: eve@example.com'
    await transportOf(url, '/').send({ ...message, subject })
    expect(received.flatMap(({ recipients }) => recipients)).not.toContain('eve@example.com')
    expect(received.every(({ recipients }) => recipients.length === 1)).toBe(true)
    expect(received.at(-1)?.mail.bcc).toBeUndefined()
  })

  it('logs in with the decoded user and password of the URL', async () => {
    const logins: unknown[] = []
    const { url } = await sink({
      authOptional: false,
      onAuth({ username, password }, _session, callback) {
        logins.push([username, password])
        callback(null, { user: username })
      },
    })
    await transportOf(url.replace('//', '//bob%40x.org:p%40s%2Fs@'), '/').send(message)
    expect(logins).toEqual([['bob@x.org', 'p@s/s']])
  })

  it('greets by the name of the front end, or by that of the URL', async () => {
    const names: string[] = []
    const { url } = await sink({
      onMailFrom(_address, { hostNameAppearsAs }, callback) {
        names.push(String(hostNameAppearsAs))
        callback()
      },
    })
    await transportOf(url, '/', 'app.example.com').send(message)
    await transportOf(`${url}?name=mail.example.com`, '/', 'app.example.com').send(message)
    expect(names).toEqual(['app.example.com', 'mail.example.com'])
  })

  it('is from one address, however its name is written', async () => {
    const { url, received } = await sink({})
    const names = ['Shop, Inc.', '"Shop, \\"Inc\\"; a@b.c"', 'Größe 😀']
    for (const name of names) {
      await transportOf(url, '/').send({ ...message, from: `${name} <us@bücher.example>` })
    }
    expect(received.map(({ mail }) => mail.from?.value)).toEqual(
      ['Shop, Inc.', 'Shop, "Inc"; a@b.c', 'Größe 😀'].map((name) => [
        { name, address: expect.stringMatching(/^us@(bücher|xn--bcher-kva)\.example$/) },
      ]),
    )
  })
})

describe('TLS with a mail server', () => {
  const [known, stranger] = [certificate('127.0.0.1'), certificate('127.0.0.1')]
  const other = certificate('other.example')

  it('is checked, and used from the first byte with smtps:', async () => {
    const { url, received } = await sink({ secure: true, ...stranger })
    const secure = url.replace('smtp:', 'smtps:')
    await transportOf(`${secure}?tls.rejectUnauthorized=false`, '/').send(message)
    expect(received).toHaveLength(1)
  })

  it.each([
    [
      'smtps:',
      { secure: true, ...stranger },
      'is signed by an unknown authority',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
    ],
    ['smtp:', { ...stranger }, 'is signed by an unknown authority', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    [
      'smtps:',
      { secure: true, ...other },
      'does not match the host',
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
    ['smtp:', { ...other }, 'does not match the host', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ] as const)('fails with its reason: %s %#', async (scheme, options, reason, code) => {
    const { url } = await sink({ ...options, disabledCommands: [] })
    const server = { ...serverOf(url.replace('smtp:', scheme)), requireTLS: scheme === 'smtp:' }
    const ca = [known, other].map(({ cert }) => cert).join('\n')
    const transport = createMailTransport(
      { kind: 'smtp', server: { ...server, tls: { ca } } },
      { folder: '/' },
    )
    const failure = await transport.send(message).catch(toMailError)
    expect(failure).toMatchObject({ message: expect.stringContaining(reason), isUnreached: true })
    expect(failure).toMatchObject({ message: expect.stringContaining(`(ESOCKET, ${code}).`) })
  })

  it('fails with its reason when the port does not begin with it', async () => {
    const { url } = await sink({})
    const failure = await transportOf(url.replace('smtp:', 'smtps:'), '/')
      .send(message)
      .catch(toMailError)
    expect(failure).toMatchObject({
      message:
        'The mail server does not start with TLS on this port: ports such as 587 need smtp:// ' +
        '(ESOCKET, ERR_SSL_WRONG_VERSION_NUMBER).',
    })
  })

  it('fails with its reason when it is asked for and not offered: nothing is sent', async () => {
    const { url, received } = await sink({})
    const transport = transportOf(`${url}?requireTLS=true`, '/')
    const failure = await transport.send(message).catch(toMailError)
    expect(failure).toMatchObject({
      message: expect.stringContaining('A secure connection to the mail server failed'),
    })
    expect(received).toEqual([])
  })
})

describe('a mail that cannot be delivered', () => {
  const secret = 's3cret'

  it.each<[string, SMTPServerOptions, string]>([
    [
      'the recipient',
      { onRcptTo: (_to, _session, callback) => callback(refusal(550, `5.1.1 ${message.to}`)) },
      'The mail server refused the sender or the recipient (EENVELOPE, 550 5.1.1).',
    ],
    [
      'the password',
      { onAuth: ({ password }, _session, callback) => callback(new Error(`not ${password}`)) },
      'The mail server refused the user name or the password (EAUTH, 535).',
    ],
    [
      'the mail',
      {
        onData(stream, _session, callback) {
          stream.resume().on('end', () => callback(refusal(451, `4.7.0 later: ${LINK}`)))
        },
      },
      'The mail server refused the mail (EMESSAGE, 451 4.7.0).',
    ],
  ])('because %s is refused, says so without secrets', async (_what, options, expected) => {
    const { url } = await sink({
      onAuth: (_auth, _session, callback) => callback(null, { user: 'bob' }),
      ...options,
    })
    const transport = transportOf(url.replace('//', `//bob:${secret}@`), '/')
    const failure = await transport.send(message).catch(toMailError)
    expect(failure).toMatchObject({ name: 'MailError', message: expected })
  })

  it('because no one listens, says so', async () => {
    const server = createServer()
    const url = await listen(server)
    await new Promise((resolve) => server.close(resolve))
    const failure = await transportOf(url, '/').send(message).catch(toMailError)
    expect(failure).toMatchObject({
      message: 'The mail server cannot be reached (ESOCKET, ECONNREFUSED).',
    })
  })
})

it.each([
  ['CERT_HAS_EXPIRED', /^The certificate of the mail server has expired/],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /signed by an unknown authority/],
  ['ERR_SSL_SOME_OTHER_REASON', /^A secure connection to the mail server failed/],
  ['EHOSTUNREACH', /^The mail server cannot be reached/],
])('%s is told in words', (originalCode, words) => {
  const error = Object.assign(new Error('s3cret'), { code: 'ESOCKET', originalCode })
  const { message } = toMailError(error)
  expect(message).toMatch(words)
  expect(message).toContain(`(ESOCKET, ${originalCode}).`)
  expect(message).not.toContain('s3cret')
})

it('a mail server that wants a login is told of as such', async () => {
  const { url } = await sink({ authOptional: false })
  const failure = await transportOf(url, '/').send(message).catch(toMailError)
  expect(failure).toMatchObject({
    message:
      'The mail server requires a user name and a password: add them to EMAIL_URL (EENVELOPE, 530).',
  })
})

function expectWhole(expected: Message, mail: ParsedMail | undefined): void {
  expect(mail?.from?.value).toEqual([{ name: 'My Site', address: 'test@email.com' }])
  expect(mail?.to).toMatchObject({ value: [{ name: '', address: expected.to }] })
  expect(mail?.subject).toBe(expected.subject)
  expect(mail?.text?.trim()).toBe(expected.text)
  expect(mail?.html).toBe(expected.html)
}

/** The transport of a server in development that has this EMAIL_URL. */
function transportOf(url: string, folder: string, name?: string): MailTransport {
  return createMailTransport(mailTarget(url, false), { folder, name })
}

function serverOf(url: string): SmtpServer {
  const target = mailTarget(url, false)
  if (target.kind !== 'smtp') throw new Error('That is no mail server.')
  return target.server
}

/** A certificate that signs itself, and its key. */
function certificate(name: string): { key: string; cert: string } {
  const folder = temporaryFolder()
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const kind = /^[\d.]+$/.test(name) ? 'IP' : 'DNS'
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
      ...['-keyout', key, '-out', cert, '-days', '1', '-subj', '/CN=test'],
      ...['-addext', `subjectAltName=${kind}:${name}`],
    ],
    { stdio: 'ignore' },
  )
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mails-'))
  cleanUps.push(() => rmSync(folder, { recursive: true }))
  return folder
}

interface Received {
  recipients: string[]
  mail: ParsedMail
}

/** A mail server that keeps what it gets. */
async function sink(options: SMTPServerOptions): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    allowInsecureAuth: true,
    async onData(stream, session, callback) {
      const mail = await simpleParser(stream)
      received.push({ recipients: session.envelope.rcptTo.map(({ address }) => address), mail })
      callback()
    },
    ...options,
  })
  server.on('error', () => {})
  return { url: await listen(server.server), received }
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanUps.push(() => server.close())
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.')
  return `smtp://127.0.0.1:${address.port}`
}

function refusal(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode })
}
