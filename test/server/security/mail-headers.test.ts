import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import { wire } from '../support/answers.js'
import { PASSWORD } from '../support/people.js'
import { startSink, type WireMail } from '../support/smtp-sink.js'
import { templateWith } from '../support/templates.js'
import { startWorld } from '../support/world.js'

const GOOD = 'correct horse battery'
const anna = { username: 'anna', email: 'anna@email.com', password1: GOOD, password2: GOOD }

/** What could end an address or a header, and begin another one. */
const BREAKS = ['\r\n', '\n', '\r', '\0', ',', ';', ' ', '\u2028', '%0d%0a', '\t']
const SMUGGLED = 'eve@example.com'

const HOSTILE_ADDRESSES = [
  ...BREAKS.flatMap((sign) => [
    `anna@email.com${sign}${SMUGGLED}`,
    `${SMUGGLED}${sign}anna@email.com`,
    `anna@email.com${sign}Bcc: ${SMUGGLED}`,
    `anna@em${sign}ail.com`,
  ]),
  // What a URL would be read up to.
  ...['/', '\\', '?', '#', '%6D', ':25', '@'].map((sign) => `anna@email.com${sign}.example.com`),
  ...['/', '\\', '?', '#', '%6D', ':25', '@', '\t'].map(
    (sign) => `anna@ümail.com${sign}.example.com`,
  ),
  `<${SMUGGLED}>anna@email.com`,
  `anna@email.com>\r\nRCPT TO:<${SMUGGLED}`,
  `"${SMUGGLED}, x"@email.com`,
  `anna <${SMUGGLED}>`,
  `anna@email.com(${SMUGGLED})`,
  `anna@[127.0.0.1]`,
]

/** Names of the headers of a mail. */
function headerNames({ source }: WireMail): string[] {
  const [head = ''] = source.split('\r\n\r\n', 1)
  return head.split('\r\n').flatMap((line) => /^([\w-]+):/.exec(line)?.[1]?.toLowerCase() ?? [])
}

const HEADERS = [
  'auto-submitted',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'subject',
  'to',
]

describe('S48: an address that is more than one', () => {
  it('S48: is refused, or mailed to as the one that it is trimmed to', async () => {
    const sink = await startSink()
    const world = await startWorld({
      GRAPHQL_AUTH: { RATE_LIMIT: false },
      env: { EMAIL_URL: sink.url },
    })
    const { token } = await world.enter('user2')
    for (const email of HOSTILE_ADDRESSES) {
      for (const [mutation, args, caller] of [
        ['register', { ...anna, email }],
        ['resendActivationEmail', { email }],
        ['sendPasswordResetEmail', { email }],
        ['sendSecondaryEmailActivation', { email, password: PASSWORD }, token],
      ] as const) {
        const { errors } = await world.call(mutation, args, caller)
        expect(errors, `${mutation} ${JSON.stringify(email)}`).toEqual({
          email: expect.arrayContaining([wire.invalidEmail]),
        })
      }
    }
    expect(sink.mails).toEqual([])
    await world.call('register', { ...anna, email: ' anna@email.com\r\n' })
    expect(sink.mails.map(({ recipients }) => recipients)).toEqual([['anna@email.com']])
  })
})

describe('S48: on the wire', () => {
  it.each(BREAKS)('S48: names with %j make no header and no recipient', async (sign) => {
    const template = await templateWith(
      '<%= user.firstName %> <%= user.username %> on <%= siteName %>',
    )
    const hostile = `Joe${sign}Bcc: ${SMUGGLED}${sign}${sign}<${SMUGGLED}>; ${SMUGGLED}`
    // No variable of the environment can hold a NUL.
    const siteName = hostile.replaceAll('\0', '')
    const sink = await startSink()
    const world = await startWorld({
      GRAPHQL_AUTH: { EMAIL_SUBJECT_PASSWORD_RESET: template },
      env: { EMAIL_URL: sink.url, SITE_NAME: siteName },
    })
    const { token } = await world.enter('user2')
    await world.call('updateAccount', { firstName: hostile }, token)
    await world.call('sendPasswordResetEmail', { email: 'user2@email.com' })
    const [mail, ...more] = sink.mails
    if (!mail) throw new Error('No mail came.')
    expect(more).toEqual([])
    expect(mail.recipients).toEqual(['user2@email.com'])
    expect(headerNames(mail).sort()).toEqual(HEADERS)
    const { to, cc, bcc, subject } = await simpleParser(mail.source)
    expect({ to: [to ?? []].flat().map(({ text }) => text), cc, bcc }).toEqual({
      to: ['user2@email.com'],
    })
    expect(subject).toMatch(/^[^\r\n]*user2 on Joe/)
  })
})
