import { expect, it } from 'vitest'
import { readEnv } from '../../../src/settings/env/env.js'
import { settingsOf } from '../../../src/settings/settings.js'
import { startNotices } from '../../../src/settings/start-notices.js'

function envOf(REDIS_URL: string) {
  const SECRET_KEY = 'only-for-tests-only-for-tests-only-for-tests'
  return readEnv({ SECRET_KEY, REDIS_URL }, { mode: 'test', projectFolder: '.' })
}

it.each([
  'redis://127.0.0.1:6379',
  'redis://:p%40ss@localhost/2?keyPrefix=a:&family=6',
  'rediss://user:password@redis.example.com:6380',
])('%s is fine', (url) => {
  expect(envOf(url)).toMatchObject({ redisUrl: url })
})

it.each([
  ['redis://redis.example.com?tls=true', /tls: use rediss:\/\/ for TLS/],
  ['redis://redis.example.com?ssl=true', /ssl: use rediss:\/\/ for TLS/],
  ['rediss://redis.example.com?ssl_cert_reqs=none', /ssl_cert_reqs: use rediss:\/\/ for TLS/],
  ['rediss://redis.example.com?rejectUnauthorized=false', /rejectUnauthorized: use rediss/],
  ['redis://localhost?timeout=5', /does not support the option timeout: remove it/],
  ['redis://user:a#b@localhost', /REDIS_URL: /],
  ['redis://localhost/accounts', /REDIS_URL: the Redis database must be a number/],
  ['redis://pass/word@localhost', /REDIS_URL: the Redis database must be a number/],
  ['redis://localhost?db=one', /REDIS_URL: the Redis database must be a number/],
  ['redis+tls://localhost', /must be redis:\/\/HOST:PORT or rediss:/],
])('%s is refused by name', (url, line) => {
  expect(() => envOf(url)).toThrow(line)
})

it.each([
  ['redis://:secret@redis.example.com', true],
  ['rediss://:secret@redis.example.com', false],
  ['redis://:secret@127.0.0.1', false],
  ['redis://:secret@[fd00::1]', false],
  ['redis://redis:6379', false],
])('what goes to %s in the clear is told: %s', (url, isTold) => {
  const settings = settingsOf({})
  const lines = startNotices({ env: envOf(url), settings }).map(({ text }) => text)
  expect(lines.filter((line) => line.startsWith('REDIS_URL: '))).toHaveLength(isTold ? 1 : 0)
  expect(lines.join()).not.toContain('secret')
})
