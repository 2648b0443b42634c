import { describe, expect, it } from 'vitest'
import { mutationOf } from '../support/flavor.js'
import { CAST, PASSWORD, person } from '../support/people.js'
import { startWorld, type World } from '../support/world.js'

const GOOD = 'correct horse battery'

/** Every kind of mail: how one gets it, and what it looks like. */
const MAILS = [
  {
    kind: 'activation',
    cause: ({ call }: World) =>
      call('register', {
        username: 'anna',
        email: 'anna@email.com',
        password1: GOOD,
        password2: GOOD,
      }),
    to: 'anna@email.com',
    username: 'anna',
    subject: 'Activate your account on My Site',
    line: 'Please activate your account on the link:',
    path: 'activate',
  },
  {
    kind: 'activation, sent again',
    cause: ({ call }: World) => call('resendActivationEmail', { email: 'user1@email.com' }),
    to: 'user1@email.com',
    username: 'user1',
    subject: 'Activate your account on My Site',
    line: 'Please activate your account on the link:',
    path: 'activate',
  },
  {
    kind: 'secondary e-mail',
    cause: async ({ call, enter }: World) => {
      const { token } = await enter('user2')
      const args = { email: 'second@email.com', password: PASSWORD }
      return call('sendSecondaryEmailActivation', args, token)
    },
    to: 'second@email.com',
    username: 'user2',
    subject: 'Activate your account on My Site',
    line: 'Please activate your secondary email on the link:',
    path: 'activate',
  },
  {
    kind: 'password reset',
    cause: ({ call }: World) => call('sendPasswordResetEmail', { email: 'user2@email.com' }),
    to: 'user2@email.com',
    username: 'user2',
    subject: 'Reset your password on My Site',
    line: 'Reset your password on the link:',
    path: 'password-reset',
  },
]

describe.each(MAILS)('the mail of: $kind', ({ cause, to, username, subject, line, path }) => {
  it('has its subject, its sender and one recipient', async () => {
    const world = await startWorld()
    await cause(world)
    const [mail, ...more] = await world.mails()
    expect(more).toEqual([])
    expect(mail).toMatchObject({ to, subject })
    expect(mail?.parsed.from?.text).toBe('test@email.com')
    expect(mail?.parsed.cc ?? mail?.parsed.bcc).toBeUndefined()
  })

  it('has the site as a heading, a greeting, one line of what to do, and the link', async () => {
    const world = await startWorld()
    await cause(world)
    const { lines, link, token } = await world.lastMail()
    expect(lines).toEqual(['My Site', `Hello ${username}!`, line, link])
    expect(link).toBe(`http://localhost:3000/${path}/${token}`)
    expect(token).toMatch(/^[\w-]{20,}$/)
  })

  it('has an HTML part that says the same', async () => {
    const world = await startWorld()
    await cause(world)
    const { html, lines, link } = await world.lastMail()
    expect(html).toContain(`<h1>My Site</h1>`)
    expect(html).toContain(`<a href="${link}">`)
    for (const text of lines) expect(html).toContain(text)
  })

  it('has both parts as alternatives, the text first', async () => {
    const world = await startWorld()
    await cause(world)
    const { parsed } = await world.lastMail()
    expect(parsed.headers.get('content-type')).toMatchObject({ value: 'multipart/alternative' })
    expect(parsed.attachments).toEqual([])
  })
})

describe('the links of mails', () => {
  it('begin with FRONTEND_URL, whatever the request says about the host', async () => {
    const { ask, lastMail, url } = await startWorld({
      env: { FRONTEND_URL: 'https://app.example.com/front/' },
    })
    const evil = {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'http',
      forwarded: 'host=evil.example',
      origin: 'https://evil.example',
    }
    const { query, variables } = mutationOf('sendPasswordResetEmail', {
      email: 'user2@email.com',
    })
    await ask(query, variables, evil)
    const { link, token } = await lastMail()
    expect(link).toBe(`https://app.example.com/front/password-reset/${token}`)
    expect(link).not.toContain(url)
  })
})

describe('what users call themselves', () => {
  const names = { firstName: '<b>Joe</b> & {{7*7}}', lastName: '<%= 7*7 %> http://evil.example' }

  it('is text in the HTML part, and unchanged in the text', async () => {
    const username = 'a<b>&"\u0027'
    const people = [...CAST, person('user6')]
    const world = await startWorld({ people, env: { SITE_NAME: 'Tom & <Jerry>' } })
    await world.app.mailer.send('passwordReset', {
      to: 'user6@email.com',
      user: { username, email: 'user6@email.com', ...names },
      token: 'abcdefghijklmnopqrstuvwxyz',
      request: { ip: '203.0.113.7', userAgent: 'Agent/1.0' },
      time: new Date(),
    })
    const { html, lines, subject } = await world.lastMail()
    expect(subject).toBe('Reset your password on Tom & <Jerry>')
    expect(lines.slice(0, 2)).toEqual(['Tom & <Jerry>', `Hello ${username}!`])
    expect(html).toContain('Hello a&lt;b&gt;&amp;&#34;&#39;!')
    expect(html).toContain('<h1>Tom &amp; &lt;Jerry&gt;</h1>')
    expect(html).not.toMatch(/<b>|<Jerry>/)
  })

  it('cannot add a header', async () => {
    const world = await startWorld({ env: { SITE_NAME: 'Site\r\nBcc: evil@example.com' } })
    await world.call('sendPasswordResetEmail', { email: 'user2@email.com' })
    const { parsed, subject, to } = await world.lastMail()
    expect(to).toBe('user2@email.com')
    expect(parsed.bcc).toBeUndefined()
    expect(subject).toBe('Reset your password on Site Bcc: evil@example.com')
  })

  it('may be in any script', async () => {
    const people = [person('Жанна', { verified: true }, { email: 'zhanna@email.com' })]
    const world = await startWorld({ people, env: { SITE_NAME: 'Größe 😀' } })
    await world.call('sendPasswordResetEmail', { email: 'zhanna@email.com' })
    const { subject, lines } = await world.lastMail()
    expect(subject).toBe('Reset your password on Größe 😀')
    expect(lines.slice(0, 2)).toEqual(['Größe 😀', 'Hello Жанна!'])
  })
})
