import { describe, expect, it } from 'vitest'
import { StartError } from '../../../src/errors/start-error.js'
import { mailTarget, targetNotices, unsafeTarget } from '../../../src/settings/env/email-url.js'
import { type Env, readEnv } from '../../../src/settings/env/env.js'
import { greetingName, linkTo } from '../../../src/settings/env/front-end.js'
import { senderOf } from '../../../src/settings/values/sender.js'

const SECRET = 's3cret'

function envOf(variables: NodeJS.ProcessEnv): Env {
  const SECRET_KEY = 'only-for-tests-only-for-tests-only-for-tests'
  const NODE_ENV = 'test'
  return readEnv(
    { NODE_ENV, SECRET_KEY, FRONTEND_URL: 'https://app.example.com', ...variables },
    { mode: 'test', projectFolder: '/' },
  )
}

/** Why a server does not start with these variables. */
function linesOf(variables: NodeJS.ProcessEnv): string[] {
  try {
    envOf(variables)
  } catch (error) {
    if (error instanceof StartError) return error.lines
    throw error
  }
  return []
}

const serverOf = (url: string, isProduction = false) => {
  const target = mailTarget(url, isProduction)
  return target.kind === 'smtp' ? target.server : undefined
}

describe('EMAIL_URL', () => {
  it.each([
    ['smtp://mail.example.com', { host: 'mail.example.com', port: 587, secure: false }],
    ['SMTPS://MAIL.example.com', { host: 'mail.example.com', port: 465, secure: true }],
    ['smtp://[::1]:25', { host: '::1', port: 25 }],
    ['smtp://bücher.example', { host: 'xn--bcher-kva.example' }],
    ['smtp://mail_pit:1025/', { host: 'mail_pit', port: 1025 }],
    ['smtp://u%40x.y:p%23%25w@h', { host: 'h', auth: { user: 'u@x.y', pass: 'p#%w' } }],
    ['smtp://u@x.y:p+w@h', { auth: { user: 'u@x.y', pass: 'p+w' } }],
    ['smtp://h?name=me.example.com&requireTLS=true', { name: 'me.example.com', requireTLS: true }],
    [
      'smtps://h?tls.rejectUnauthorized=false&tls.minVersion=TLSv1.3',
      { tls: { rejectUnauthorized: false, minVersion: 'TLSv1.3' } },
    ],
  ])('%s is understood', (url, expected) => {
    expect(serverOf(url)).toMatchObject(expected)
    expect(envOf({ EMAIL_URL: url }).emailUrl).toBe(url)
  })

  it.each([
    ['smtp://', /valid URL/],
    [`smtp://bob:${SECRET}@:25`, /valid URL/],
    [`smtp://bob:${SECRET}@host:port`, /valid URL/],
    [`smtp://bob:${SECRET}#x@host`, /valid URL|more than options after the port/],
    [`smtp://bob:12#${SECRET}@host`, /more than options after the port/],
    [`smtp://bob:12/${SECRET}@host`, /more than options after the port/],
    [`smtp://bob:12?${SECRET}@host`, /more than options after the port/],
    [`smtp://bob:${SECRET}%zz@host`, /invalid % sequence/],
    [`smtp://bo%ffb:${SECRET}@host`, /invalid % sequence/],
    [`smtp://:${SECRET}@host`, /no user name/],
    ['smtp://bob@host', /no password/],
    ['smtp://host?requiretls=true', /no option requiretls: write requireTLS/],
    ['smtp://host?tls.rejectunauthorized=false', /write tls\.rejectUnauthorized/],
    ['smtp://host?requireTLS=1', /the option requireTLS must be true or false/],
    ['smtp://host?requireTLS', /the option requireTLS must be true or false/],
    ['smtp://host?requireTLS=true&requireTLS=false', /requireTLS twice/],
    ['smtp://host?requireTLS=true&ignoreTLS=true', /contradicts/],
    ['smtps://host?ignoreTLS=true', /smtps:\/\/ starts with TLS/],
    ['smtp://host?secure=maybe', /no option secure: write smtps/],
    ['smtp://host?logger=true', /no option logger: there are/],
    ['smtp://host?__proto__=x', /unknown option/],
    ['smtp://host?tls.minVersion=1.2', /tls\.minVersion must be like TLSv1\.2/],
    ['file:', /must be console:/],
    ['file://host/folder', /not a folder/],
    ['console:x', /must be console:/],
    ['http://localhost', /must be console:/],
  ])('%s is refused without a secret being repeated', (url, reason) => {
    const lines = linesOf({ EMAIL_URL: url })
    expect(lines).toEqual([expect.stringMatching(/^EMAIL_URL: /)])
    expect(lines[0]).toMatch(reason)
    expect(lines[0]).not.toContain(SECRET)
  })
})

describe('in production, EMAIL_URL', () => {
  it.each([
    ['smtp://mail.example.com', true],
    ['smtp://bob:pass@mail.example.com', true],
    ['smtp://mailpit:1025', true],
    ['smtp://10.0.0.5', true],
    ['smtp://127.0.0.1:25', undefined],
    ['smtp://localhost', undefined],
    ['smtp://[::1]', undefined],
    ['smtps://mail.example.com', undefined],
    ['smtp://mailpit:1025?requireTLS=false', false],
    ['smtp://mailpit:1025?ignoreTLS=true', undefined],
    ['smtp://127.0.0.1?requireTLS=true', true],
  ])('%s demands TLS: %s', (url, requireTLS) => {
    expect(serverOf(url, true)?.requireTLS).toBe(requireTLS)
    expect(linesOf({ NODE_ENV: 'production', EMAIL_URL: url })).toEqual([])
  })

  it.each([
    ['console:', /^EMAIL_URL: console: would print/],
    [`smtp://bob:${SECRET}@mail.example.com?ignoreTLS=true`, /^EMAIL_URL: would send the password/],
    [`smtp://bob:${SECRET}@10.0.0.5?requireTLS=false`, /^EMAIL_URL: would send the password/],
    [`smtp://b:${SECRET}@h?opportunisticTLS=true`, /^EMAIL_URL: would send the password/],
  ])('%s is refused', (url, reason) => {
    const lines = linesOf({ NODE_ENV: 'production', EMAIL_URL: url })
    expect(lines).toEqual([expect.stringMatching(reason)])
    expect(lines[0]).not.toContain(SECRET)
  })

  it.each([
    ['smtp://mailpit?ignoreTLS=true', 'EMAIL_URL disables TLS'],
    ['smtps://h?tls.rejectUnauthorized=false', 'EMAIL_URL has tls.rejectUnauthorized=false'],
    ['smtps://h:587', 'EMAIL_URL begins with smtps://, but port 587'],
    ['smtp://h:465', 'EMAIL_URL begins with smtp://, but port 465'],
    ['console:?production=true', 'EMAIL_URL is console'],
  ])('%s is told of at the start', (url, notice) => {
    const target = mailTarget(url, true)
    expect(unsafeTarget(target)).toEqual([])
    expect(targetNotices(target, true)).toEqual([expect.stringContaining(notice)])
  })

  it('a safe one is not told of', () => {
    for (const url of ['smtp://h', 'smtps://u:p@h', 'smtp://u:p@127.0.0.1', 'file:mails']) {
      expect(targetNotices(mailTarget(url, true), true)).toEqual([])
    }
  })
})

describe('EMAIL_FROM', () => {
  it.each([
    ['us@example.com', '', 'us@example.com'],
    ['Shop <us@example.com>', 'Shop', 'us@example.com'],
    ['Shop, Inc. <us@example.com>', 'Shop, Inc.', 'us@example.com'],
    ['"Shop <x@y.z>" <us@example.com>', 'Shop <x@y.z>', 'us@example.com'],
    ['Größe 😀 <us@bücher.example>', 'Größe 😀', 'us@bücher.example'],
    ['<us@example.com>', '', 'us@example.com'],
  ])('%s is one sender', (text, name, address) => {
    const { emailFrom = '' } = envOf({ EMAIL_FROM: ` ${text} ` })
    expect(senderOf(emailFrom)).toEqual({ name, address })
  })

  it.each([
    'no-reply',
    ' ',
    'Shop <no-reply(at)corp.example>',
    'Shop',
    'a@b.c, d@e.f',
    'Shop <a@b.c>, Other <d@e.f>',
    'd@e.f, Shop <a@b.c>',
    'Team: a@b.c;',
    'a@b.c\r\nBcc: d@e.f',
    'Shop\n <a@b.c>',
    'Shop <a@b.c',
    '@example.com',
    'a@',
  ])('%j is refused', (text) => {
    expect(linesOf({ EMAIL_FROM: text })).toEqual([
      'EMAIL_FROM: must be an e-mail address like "accounts@example.com" or "Shop <accounts@example.com>"',
    ])
  })
})

describe('FRONTEND_URL', () => {
  it.each([
    ['https://app.example.com', 'https://app.example.com/activate/T'],
    ['HTTPS://App.Example.com/', 'https://app.example.com/activate/T'],
    ['https://app.example.com/a/b//', 'https://app.example.com/a/b/activate/T'],
    ['https://app.example.com/#/', 'https://app.example.com/#/activate/T'],
    ['https://app.example.com/#', 'https://app.example.com/#/activate/T'],
    ['https://app.example.com/app/#!/', 'https://app.example.com/app/#!/activate/T'],
    [' http://[::1]:3000 ', 'http://[::1]:3000/activate/T'],
    ['https://bücher.example', 'https://xn--bcher-kva.example/activate/T'],
  ])('%s is where links lead', (text, link) => {
    const { frontendUrl } = envOf({ FRONTEND_URL: text })
    expect(linkTo(frontendUrl, 'activate', 'T')).toBe(link)
  })

  it('may have the # that a path of the settings has, too', () => {
    const { frontendUrl } = envOf({ FRONTEND_URL: 'https://app.example.com/#/' })
    expect(linkTo(frontendUrl, '#/activate', 'T')).toBe('https://app.example.com/#/activate/T')
    expect(linkTo(new URL('https://x.example'), '#/activate', 'T')).toBe(
      'https://x.example/#/activate/T',
    )
  })

  it.each([
    ['https://a.example.com,https://b.example.com', /one address/],
    ['https://a.example.com https://b.example.com', /one address/],
    ['https://a.example.com/?next=x', /query/],
    ['https://a.example.com/#/?next=x', /query/],
    [`https://bob:${SECRET}@a.example.com`, /user name or password/],
    ['https://', /an address like/],
    ['https:///path', /an address like/],
    ['https:app.example.com', /an address like/],
    ['app.example.com', /an address like/],
    ['ftp://app.example.com', /an address like/],
    ['https://*.example.com', /valid host/],
    ['https://a b.example.com', /one address/],
  ])('%s is refused', (text, reason) => {
    const lines = linesOf({ FRONTEND_URL: text })
    expect(lines).toEqual([expect.stringMatching(/^FRONTEND_URL: /)])
    expect(lines[0]).toMatch(reason)
    expect(lines[0]).not.toContain(SECRET)
  })

  it('is https in production, however it is written', () => {
    const env = { NODE_ENV: 'production', EMAIL_URL: 'file:mails' }
    expect(linesOf({ ...env, FRONTEND_URL: 'HTTPS://app.example.com' })).toEqual([])
    expect(linesOf({ ...env, FRONTEND_URL: 'HTTP://app.example.com' })).toEqual([
      expect.stringContaining('must be https'),
    ])
  })

  it.each([
    ['https://app.example.com:8443/x', 'app.example.com'],
    ['http://localhost:3000', undefined],
    ['http://127.0.0.1:3000', undefined],
    ['http://[::1]:3000', undefined],
  ])('%s names this server to mail servers: %s', (url, name) => {
    expect(greetingName(new URL(url))).toBe(name)
  })
})
