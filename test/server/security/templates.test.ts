import { describe, expect, it } from 'vitest'
import { refused, wire } from '../support/answers.js'
import { PASSWORD, person } from '../support/people.js'
import { templateWith } from '../support/templates.js'
import { startWorld, type World } from '../support/world.js'

const HTML = `<!doctype html>
<html><body>
<p>First: <%= user.firstName %></p>
<p>Last: <%= user.lastName %></p>
<p>Mail: <%= user.email %></p>
<p>Agent: <%= request.userAgent %></p>
<p>Site: <%= siteName %></p>
<p><a href="<%= link %>"><%= link %></a></p>
</body></html>
`

/** What template engines, browsers and mail programs would make something of. */
const ATTACKS = [
  '{{7*7}}',
  '\u0024{7*7}',
  '#{7*7}',
  '<%= 7*7 %>',
  '<%- include("/etc/passwd") %>',
  '%> <p>49</p> <%',
  '<a href=https://evil.example>Click</a>',
  '<script>alert(7*7)</script>',
  '"><img src=x onerror=alert(49)>',
  '<!-- ',
  '</p></body></html>',
  '&lt;b&gt; &amp;amp;',
  'https://evil.example/password-reset/49',
  '[Click](https://evil.example)',
]

/** A server whose mails for a reset say everything that someone can have put into an account. */
async function talkativeWorld(SITE_NAME = 'My Site'): Promise<World> {
  return startWorld({
    GRAPHQL_AUTH: {
      EMAIL_TEMPLATE_PASSWORD_RESET: await templateWith(HTML),
      EMAIL_SUBJECT_PASSWORD_RESET: await templateWith('For <%= user.firstName %>'),
    },
    env: { SITE_NAME },
  })
}

const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

/** The same markup, whether a character is written by its name or its number. */
const withNumbers = (html: string) =>
  html
    .replaceAll('&amp;', '&#38;')
    .replaceAll('&lt;', '&#60;')
    .replaceAll('&gt;', '&#62;')
    .replaceAll('&quot;', '&#34;')

describe('S49: in a mail', () => {
  it.each(ATTACKS)('is text, as it is: %s', async (attack) => {
    const world = await talkativeWorld(attack)
    const { token } = await world.enter('user2')
    const names = { firstName: attack, lastName: `${attack}!` }
    expect(await world.call('updateAccount', names, token)).toMatchObject({ success: true })
    const agent = { 'user-agent': attack }
    await world.call('sendPasswordResetEmail', { email: 'user2@email.com' }, agent)

    const mail = await world.lastMail()
    const shown = {
      First: attack.trim(),
      Last: `${attack}!`,
      Mail: 'user2@email.com',
      Agent: attack.trim(),
      Site: attack,
    }
    expect(mail.lines.slice(0, 5)).toEqual(
      Object.entries(shown).map(([name, text]) =>
        expect.stringContaining(`${name}: ${text.trim()}`),
      ),
    )
    for (const [name, text] of Object.entries(shown)) {
      expect(withNumbers(mail.html)).toContain(`<p>${name}: ${escaped(text)}</p>`)
    }
    expect(mail.html.match(/<a /g)).toHaveLength(1)
    expect(mail.subject).toBe(`For ${attack.trim()}`)
    expect(mail.token).not.toBe('49')
  })

  it.each(['{{7*7}}@email.com', '\u0024{7*7}@email.com', '#{7*7}@email.com'])(
    'is an address, as it is: %s',
    async (email) => {
      const world = await talkativeWorld()
      const passwords = { password1: 'correct horse', password2: 'correct horse' }
      const payload = await world.call('register', { username: 'anna', email, ...passwords })
      expect(payload).toMatchObject({ success: true })
      await world.call('sendPasswordResetEmail', { email })
      const mail = await world.lastMail()
      expect(mail.to).toBe(email)
      expect(mail.lines).toContain(`Mail: ${email}`)
      expect(mail.html).toContain(`<p>Mail: ${email}</p>`)
    },
  )

  it.each(ATTACKS)('can be no username: %s', async (username) => {
    const { call } = await startWorld({ people: [] })
    const account = { username, email: 'anna@email.com' }
    const passwords = { password1: 'correct horse', password2: 'correct horse' }
    expect(await call('register', { ...account, ...passwords })).toEqual(
      refused('register', { username: [wire.invalidUsername] }),
    )
  })
})

/** What mail programs make a link or a call of, or people a message. */
const MESSAGES = ['you-won.claim-at.prize.evil.example', 'call+49-30-1234567', 'www.evil.example']

describe('S49: in a mail to an address that may be of someone else', () => {
  const register = { password1: 'correct horse', password2: 'correct horse' }

  it.each(MESSAGES)(
    'a name that reads like a link or a message is left out: %s',
    async (username) => {
      const { call, mails } = await startWorld({ people: [] })
      const email = 'victim@email.com'
      expect(await call('register', { ...register, username, email })).toMatchObject({
        success: true,
      })
      await call('resendActivationEmail', { email })
      await call('sendPasswordResetEmail', { email })
      const sent = await mails()
      expect(sent).toHaveLength(3)
      for (const { lines, html, subject } of sent) {
        expect(lines).toContain('Hello!')
        expect(lines.join() + html + subject).not.toContain(username)
      }
    },
  )

  it.each(['anna', 'anna-marie_2', 'Жанна', 'o+tag'])(
    'another one stands: %s',
    async (username) => {
      const { call, lastMail } = await startWorld({ people: [] })
      await call('register', { ...register, username, email: 'anna@email.com' })
      expect((await lastMail()).lines).toContain(`Hello ${username}!`)
    },
  )

  it('so is every text of the user, and what the client calls itself', async () => {
    const template = await templateWith('<p>[<%= user.firstName %>][<%= request.userAgent %>]</p>')
    const GRAPHQL_AUTH = { EMAIL_TEMPLATE_SECONDARY_EMAIL_ACTIVATION: template }
    const { call, enter, lastMail } = await startWorld({ GRAPHQL_AUTH })
    const { token } = await enter('user2')
    await call('updateAccount', { firstName: 'Claim at evil.example' }, token)
    const headers = { authorization: `JWT ${token}`, 'user-agent': 'Visit evil.example' }
    const args = { email: 'victim@email.com', password: PASSWORD }
    await call('sendSecondaryEmailActivation', args, headers)
    expect((await lastMail()).lines).toEqual(['[][]'])
  })

  it('names stand when the address is verified', async () => {
    const username = 'you-won.prize.example'
    const people = [person(username, { verified: true }, { email: 'owner@email.com' })]
    const { call, lastMail } = await startWorld({ people })
    await call('sendPasswordResetEmail', { email: 'owner@email.com' })
    expect((await lastMail()).lines).toContain(`Hello ${username}!`)
  })
})
