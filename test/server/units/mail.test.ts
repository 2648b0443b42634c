import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StartError } from '../../../src/errors/start-error.js'
import { KINDS, type MailKind } from '../../../src/mail/kinds.js'
import { createMailer, MailError, type MailerOptions } from '../../../src/mail/mailer.js'
import type { MailTransport, Message } from '../../../src/mail/transports.js'
import { projectRoot } from '../../../src/process/project-files.js'
import { settingsOf } from '../../../src/settings/settings.js'

const bob = { username: 'bob', email: 'bob@example.com', firstName: 'Bob', lastName: '' }
const request = { ip: '203.0.113.7', userAgent: 'Agent/1.0' }
const time = new Date(1_700_000_000_500)
const TOKEN = 'Zm9vYmFyYmF6cXV4LWZvb2Jhcl9iYXpxdXgtMTIzNDU'

let sent: Message[]
let folder: string

beforeEach(() => {
  sent = []
  folder = mkdtempSync(join(tmpdir(), 'mail-'))
  cpSync(join(projectRoot, 'emails'), join(folder, 'emails'), { recursive: true })
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('every kind of mail', () => {
  it.each<[MailKind, subject: string, line: string, path: string]>([
    ['activation', 'Activate your account', 'activate your account', 'activate'],
    ['activationResend', 'Activate your account', 'activate your account', 'activate'],
    ['secondaryEmailActivation', 'Activate your account', 'your secondary email', 'activate'],
    ['passwordSet', 'Set your password', 'Set your password', 'password-set'],
    ['passwordReset', 'Reset your password', 'Reset your password', 'password-reset'],
  ])('%s says what to do, and where', async (kind, subject, line, path) => {
    const { text, html, ...headers } = await mailOf({}, kind)
    const link = `http://localhost:3000/${path}/${TOKEN}`

    expect(headers).toEqual({
      from: 'test@email.com',
      to: 'bob@example.com',
      subject: `${subject} on My Site`,
    })
    const [site, greeting, toDo, address, ...rest] = text.split(/\n+/)
    expect([site, greeting, address, rest]).toEqual(['My Site', 'Hello bob!', link, []])
    expect(toDo).toContain(line)
    expect(html).toContain('<h1>My Site</h1>')
    expect(html).toContain(`<a href="${link}">${link}</a>`)
  })
})

describe('the link', () => {
  it.each([
    ['https://app.example.com', 'https://app.example.com/activate/'],
    ['https://app.example.com/', 'https://app.example.com/activate/'],
    ['https://example.com:8443/app/', 'https://example.com:8443/app/activate/'],
    ['http://[::1]:3000', 'http://[::1]:3000/activate/'],
  ])('begins with the front end %s', async (url, link) => {
    const { text } = await mailOf({ site: { name: 'My Site', url: new URL(url) } })
    expect(text).toContain(`\n${link}${TOKEN}`)
  })

  it('has the path of the settings', async () => {
    const { text } = await mailOf({ settings: { ACTIVATION_PATH_ON_EMAIL: 'account/verify' } })
    expect(text).toContain(`http://localhost:3000/account/verify/${TOKEN}`)
  })
})

describe('values in a mail', () => {
  const username = `<a href="//evil.example">{{7*7}} \${7*7} <%= 7*7 %> & 'x'</a>`

  it('are text, never markup or a template (S49)', async () => {
    const { html, text } = await mailOf({}, 'activation', { ...bob, username })
    expect(html).toContain('Hello &lt;a href=&#34;//evil.example&#34;&gt;{{7*7}}')
    expect(html).toContain('&lt;%= 7*7 %&gt; &amp; &#39;x&#39;&lt;/a&gt;!</p>')
    expect(text).toContain(`Hello ${username}!`)
  })

  it('stand in the subject as they are, on one line (S48)', async () => {
    const name = 'Tom & "Jerry"\r\nBcc: eve@example.com\0\u2028x'
    const { subject, text } = await mailOf({ site: { name, url: new URL('http://localhost') } })
    expect(subject).toBe('Activate your account on Tom & "Jerry" Bcc: eve@example.com x')
    expect(text).toMatch(/^Tom & "Jerry" Bcc/)
  })
})

describe('EMAIL_TEMPLATE_VARIABLES', () => {
  it('can take the place of nothing that any template gets', async () => {
    const names = new Set<string>()
    for (const file of readdirSync(join(folder, 'emails'))) {
      edit(file, '<%= Object.keys(locals).join(" ") %>')
    }
    const written = mailer({})
    for (const kind of KINDS) {
      await written.send(kind, { to: bob.email, user: bob, token: TOKEN, request, time })
    }
    for (const { subject, text } of sent) {
      for (const name of `${subject} ${text}`.split(/\s+/)) names.add(name)
    }
    expect(names).toContain('link')
    for (const name of names) {
      const GRAPHQL_AUTH = { EMAIL_TEMPLATE_VARIABLES: { [name]: 'http://evil.example' } }
      expect(() => settingsOf({ GRAPHQL_AUTH }), name).toThrow(`cannot replace "${name}"`)
    }
  })
})

describe('a template that was edited', () => {
  it('has every variable that the README names', async () => {
    edit('activation.html.ejs', '<%= JSON.stringify(locals) %>')
    const { text } = await mailOf({
      site: { name: 'My Site', url: new URL('https://example.com/app') },
      settings: { EMAIL_TEMPLATE_VARIABLES: { company: 'ACME' } },
    })
    expect(JSON.parse(text)).toEqual({
      user: bob,
      token: TOKEN,
      link: `https://example.com/app/activate/${TOKEN}`,
      path: 'activate',
      siteName: 'My Site',
      protocol: 'https',
      domain: 'example.com',
      port: '443',
      request,
      timestamp: 1_700_000_000,
      company: 'ACME',
    })
  })

  it('may lie elsewhere and include others', async () => {
    edit('footer.ejs', '<p>By <%= company %></p>')
    edit('hello.ejs', `<p>Hi <%= user.firstName %></p><%- include('footer.ejs') %>`)
    const { text } = await mailOf({
      settings: {
        EMAIL_TEMPLATE_ACTIVATION: 'emails/hello.ejs',
        EMAIL_TEMPLATE_VARIABLES: { company: '<ACME>' },
      },
    })
    expect(text).toBe('Hi Bob\n\nBy <ACME>')
  })

  it('has a text part without tags, where each link stands once', async () => {
    edit(
      'activation.html.ejs',
      '<h2>Title</h2><img alt="x"><a href="<%= link %>">Click</a> &eacute;',
    )
    const { text } = await mailOf({})
    expect(text).toBe(`Title\n\nClick <http://localhost:3000/activate/${TOKEN}> é`)
  })

  it('has a text part in which cells, spaces and links stay what they are', async () => {
    const path = 'x'.repeat(300)
    edit(
      'activation.html.ejs',
      `<table><tr><td>Name</td><td>Bob</td></tr><tr><th>a\u200bb</th><td><a href="<%= link %>">
      <%= link %></a></td></tr></table>&amp;copy; a&nbsp;b <ul><li>one</li></ul>`,
    )
    const { text } = await mailOf({ settings: { ACTIVATION_PATH_ON_EMAIL: path } })
    const lines = text.split('\n').filter((line) => line !== '')
    const link = `http://localhost:3000/${path}/${TOKEN}`
    expect(lines).toEqual(['Name', 'Bob', 'a\u200bb', link, '&copy; a\u00a0b', ' * one'])
  })

  it.each([
    ['<p>\n<%= nobody %>', 'activation.html.ejs:2: nobody: nobody is not defined'],
    ['<p><%= user.nickname %>', 'activation.html.ejs:1: user.nickname: a variable has no value'],
    ['<p><%= user.firstName.x.y %>', 'activation.html.ejs:1: user.firstName.x.y: Cannot read'],
    ["<%- include('nowhere.ejs') %>", 'activation.html.ejs:1: '],
  ])('stops the start with its place when it uses what is not there: %s', (content, reason) => {
    edit('activation.html.ejs', content)
    expect(() => mailer({})).toThrow(StartError)
    expect(() => mailer({})).toThrow(reason)
  })

  it('stops the start when it is missing or broken', () => {
    const settings = { EMAIL_SUBJECT_PASSWORD_SET: 'emails/nowhere.ejs' }
    expect(() => mailer({ settings })).toThrow(StartError)
    expect(() => mailer({ settings })).toThrow(/The mail template .*nowhere\.ejs: cannot read /)

    edit('activation.html.ejs', Buffer.from('\uFEFF<p>Hello</p>', 'utf16le'))
    expect(() => mailer({})).toThrow(/activation\.html\.ejs: is UTF-16: save it as UTF-8$/)

    edit('activation.html.ejs', '<%= user.username')
    expect(() => mailer({})).toThrow(
      /activation\.html\.ejs cannot be used: Could not find matching/,
    )
  })
})

describe('sending', () => {
  it.each([
    'bob@example.com, eve@example.com',
    'bob@example.com;eve@example.com',
    'bob@example.com\r\nBcc: eve@example.com',
    '<eve@example.com>bob@example.com',
    '"eve@example.com, bob"@example.com',
    'bob@example.com\0',
    'nobody',
    '',
  ])('is refused when the recipient is not one address (S48): %j', async (to) => {
    const failure = mailer({}).send('activation', { to, user: bob, token: TOKEN, request, time })
    await expect(failure).rejects.toThrow(MailError)
    expect(sent).toEqual([])
  })

  it('fails with a MailError that does not repeat what the transport said', async () => {
    const error = Object.assign(new Error(`no ${TOKEN}`), {
      code: 'EMESSAGE',
      response: `554 ${TOKEN}`,
    })
    const transport = { send: () => Promise.reject(error), close() {} }
    const failure = mailOf({ transport })
    await expect(failure).rejects.toThrow(
      new MailError('The mail server refused the mail (EMESSAGE, 554).'),
    )
  })
})

interface Changes extends Partial<Omit<MailerOptions, 'settings'>> {
  settings?: Record<string, unknown>
}

/** A mailer as the server makes it, except for the changes; what it sends is kept in `sent`. */
function mailer({ settings, ...changes }: Changes) {
  const transport: MailTransport = {
    async send(message) {
      sent.push(message)
    },
    close() {},
  }
  return createMailer({
    transport,
    settings: settingsOf({ GRAPHQL_AUTH: settings ?? {} }).GRAPHQL_AUTH,
    folder,
    from: 'test@email.com',
    site: { name: 'My Site', url: new URL('http://localhost:3000') },
    ...changes,
  })
}

async function mailOf(
  changes: Changes,
  kind: MailKind = 'activation',
  user = bob,
): Promise<Message> {
  await mailer(changes).send(kind, { to: 'bob@example.com', user, token: TOKEN, request, time })
  const [message] = sent
  if (!message) throw new Error('Nothing was sent.')
  return message
}

function edit(name: string, content: string | Buffer): void {
  writeFileSync(join(folder, 'emails', name), content)
}
