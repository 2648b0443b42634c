import { describe, expect, it } from 'vitest'
import { parseSettings, settingsOf } from '../../../src/settings/settings.js'
import { PASSWORD } from '../support/people.js'
import { templateWith } from '../support/templates.js'
import { startWorld, type World } from '../support/world.js'

const GOOD = 'correct horse battery'
const anna = { username: 'anna', email: 'anna@email.com', password1: GOOD, password2: GOOD }

const register = ({ call }: World) => call('register', anna)
const resend = ({ call }: World) => call('resendActivationEmail', { email: 'user1@email.com' })
const reset = ({ call }: World) => call('sendPasswordResetEmail', { email: 'user2@email.com' })

async function secondary({ call, enter }: World) {
  const { token } = await enter('user2')
  const args = { email: 'second@email.com', password: PASSWORD }
  return call('sendSecondaryEmailActivation', args, token)
}

describe('EMAIL_FROM', () => {
  it('is the sender', async () => {
    const world = await startWorld({ GRAPHQL_AUTH: { EMAIL_FROM: 'us@example.com' } })
    await reset(world)
    expect((await world.lastMail()).parsed.from?.text).toBe('us@example.com')
  })

  it('gives way to EMAIL_FROM of the environment, which may have a name', async () => {
    const world = await startWorld({
      GRAPHQL_AUTH: { EMAIL_FROM: 'us@example.com' },
      env: { EMAIL_FROM: 'My Site <site@example.com>' },
    })
    await reset(world)
    expect((await world.lastMail()).parsed.from?.text).toBe('"My Site" <site@example.com>')
  })
})

describe.each([
  ['ACTIVATION_PATH_ON_EMAIL', 'register', register],
  ['ACTIVATION_PATH_ON_EMAIL', 'resendActivationEmail', resend],
  ['ACTIVATION_SECONDARY_EMAIL_PATH_ON_EMAIL', 'sendSecondaryEmailActivation', secondary],
  ['PASSWORD_RESET_PATH_ON_EMAIL', 'sendPasswordResetEmail', reset],
] as const)('%s: %s', (setting, _mutation, cause) => {
  it.each(['here', 'deep/er'])('%s is the path of the link', async (path) => {
    const world = await startWorld({ GRAPHQL_AUTH: { [setting]: path } })
    await cause(world)
    const { link, token } = await world.lastMail()
    expect(link).toBe(`http://localhost:3000/${path}/${token}`)
  })
})

describe.each([
  ['ACTIVATION', register],
  ['ACTIVATION_RESEND', resend],
  ['SECONDARY_EMAIL_ACTIVATION', secondary],
  ['PASSWORD_RESET', reset],
] as const)('the templates of %s', (kind, cause) => {
  it(`EMAIL_SUBJECT_${kind} is one line, whatever the file holds`, async () => {
    const file = await templateWith(
      'Hello\n  <%= user.username %>,\n\twelcome to <%= siteName %>\n',
    )
    const world = await startWorld({
      GRAPHQL_AUTH: { [`EMAIL_SUBJECT_${kind}`]: file },
      env: { SITE_NAME: 'A & B' },
    })
    await cause(world)
    const { subject } = await world.lastMail()
    expect(subject).toMatch(/^Hello (anna|user[12]), welcome to A & B$/)
  })

  it(`EMAIL_TEMPLATE_${kind} is the HTML, and the text is made from it`, async () => {
    const file = await templateWith(
      '<h1>Hi</h1><p>It is &lt;you&gt;, <b><%= user.username %></b></p>',
    )
    const world = await startWorld({ GRAPHQL_AUTH: { [`EMAIL_TEMPLATE_${kind}`]: file } })
    await cause(world)
    const { html, lines } = await world.lastMail()
    expect(html).toMatch(/^<h1>Hi<\/h1><p>It is &lt;you&gt;, <b>(anna|user[12])<\/b><\/p>$/)
    expect(lines).toEqual(['Hi', expect.stringMatching(/^It is <you>, (anna|user[12])$/)])
  })
})

describe('EMAIL_TEMPLATE_VARIABLES', () => {
  it('are there for subjects and for HTML', async () => {
    const world = await startWorld({
      GRAPHQL_AUTH: {
        EMAIL_TEMPLATE_VARIABLES: { team: 'The <Team>', support: { phone: '555-1' } },
        EMAIL_SUBJECT_PASSWORD_RESET: await templateWith('From <%= team %>'),
        EMAIL_TEMPLATE_PASSWORD_RESET: await templateWith(
          '<p><%= team %>, <%= support.phone %></p>',
        ),
      },
    })
    await reset(world)
    const { subject, html } = await world.lastMail()
    expect(subject).toBe('From The <Team>')
    expect(html).toBe('<p>The &lt;Team&gt;, 555-1</p>')
  })
})

describe('EMAIL_TEMPLATE_VARIABLES that are taken', () => {
  it.each([
    ...['user', 'token', 'link', 'path', 'port', 'siteName', 'domain', 'protocol', 'request'],
    ...['timestamp', 'include', 'escapeFn', 'locals', 'rethrow', '__append', '__proto__', 'class'],
    ...['constructor', 'a-b', '', 'Date'],
  ])('%j is refused at the start', (name) => {
    const EMAIL_TEMPLATE_VARIABLES = JSON.parse(`{ ${JSON.stringify(name)}: "x" }`)
    const text = JSON.stringify({ GRAPHQL_AUTH: { EMAIL_TEMPLATE_VARIABLES } })
    const line =
      /EMAIL_TEMPLATE_VARIABLES: (cannot replace ".+", which|".*" cannot name a variable)/
    expect(() => parseSettings(text)).toThrow(line)
  })
})

describe('EMAIL_FROM of the settings', () => {
  it.each(['no-reply', 'Shop <no-reply(at)corp.example>', ' ', 'a@b.co, c@d.ef'])(
    '%j is refused at the start',
    (EMAIL_FROM) => {
      const line = /^graphql-auth\.json: GRAPHQL_AUTH\.EMAIL_FROM: must be an e-mail address like /
      expect(() => settingsOf({ GRAPHQL_AUTH: { EMAIL_FROM } })).toThrow(line)
    },
  )
})

describe('the variables of templates', () => {
  it('are user, token, port, siteName, domain, protocol, path, request and timestamp', async () => {
    const template = `
      <p><%= user.username %>|<%= user.email %>|<%= user.firstName %>|<%= user.lastName %></p>
      <p><%= protocol %>|<%= domain %>|<%= port %>|<%= path %>|<%= siteName %></p>
      <p><%= token.length %>|<%= timestamp %>|<%= request.ip %>|<%= request.userAgent %></p>`
    const world = await startWorld({
      GRAPHQL_AUTH: { EMAIL_TEMPLATE_PASSWORD_RESET: await templateWith(template) },
      env: { FRONTEND_URL: 'https://app.example.com:8443', TRUST_PROXY: '127.0.0.1' },
    })
    const { token } = await world.enter('user2')
    await world.call('updateAccount', { firstName: 'Joe', lastName: 'Doe' }, token)
    const headers = { 'x-forwarded-for': '203.0.113.7', 'user-agent': 'Agent/1.0' }
    await world.call('sendPasswordResetEmail', { email: 'user2@email.com' }, headers)
    const now = world.clock.now().getTime() / 1000
    expect((await world.lastMail()).lines).toEqual([
      'user2|user2@email.com|Joe|Doe',
      'https|app.example.com:8443|8443|password-reset|My Site',
      `64|${now}|203.0.113.7|Agent/1.0`,
    ])
  })

  it('are text: no one writes markup or code by a name', async () => {
    const world = await startWorld({
      GRAPHQL_AUTH: {
        EMAIL_TEMPLATE_PASSWORD_RESET: await templateWith('<p>Hello <%= user.firstName %></p>'),
      },
    })
    const { token } = await world.enter('user2')
    const firstName = '<a href="http://evil.example">Joe</a> <%= 7*7 %> {{7*7}} #{7*7}'
    await world.call('updateAccount', { firstName }, token)
    await reset(world)
    const { html, lines } = await world.lastMail()
    expect(html).toContain('&lt;a href=&#34;http://evil.example&#34;&gt;Joe&lt;/a&gt; &lt;%= 7*7 %')
    expect(lines).toEqual([`Hello ${firstName}`])
  })
})
