import { expect, it } from 'vitest'
import { openDatabase } from '../../../src/database/database.js'
import { entities } from '../../../src/entities.js'
import { StartError } from '../../../src/errors/start-error.js'
import { readEnv } from '../../../src/settings/env/env.js'
import { settingsOf } from '../../../src/settings/settings.js'
import { startNotices } from '../../../src/settings/start-notices.js'
import { temporaryDatabase } from '../../support/database.js'
import { isEncrypted } from '../support/server-database.js'

const SECRET_KEY = 'only-for-tests-only-for-tests-only-for-tests'

function envOf(variables: Record<string, string>) {
  return readEnv({ SECRET_KEY, ...variables }, { mode: 'test', projectFolder: '.' })
}

/** A database with one more option in its URL. */
function withOption(url: string, option: string): string {
  return url + (url.includes('?') ? '&' : '?') + option
}

it.each([
  'ssl-mode=REQUIRED',
  'ssl_mode=VERIFY_IDENTITY',
  'sslMode=REQUIRED',
  'sslmode=require',
  'sslmode=verify-full',
  'sslmode=no-verify',
  'sslaccept=strict',
  'sslaccept=accept_invalid_certs',
  'useSSL=true',
  'ssl=true',
  'ssl=1',
  'ssl={"rejectUnauthorized":false}',
  'tls=true',
  'tls=skip-verify',
])('%s: the connection is encrypted, or there is none', async (option) => {
  const { database } = envOf({ DATABASE_URL: withOption(await temporaryDatabase(), option) })
  try {
    const { reader, close } = await openDatabase(database, entities)
    expect(await isEncrypted(reader)).toBe(true)
    await close()
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    expect(error.message).toMatch(/^DATABASE_URL: cannot connect to .+: .*(SSL|secure|certificate)/)
  }
})

it.each(['sslmode=disable', 'ssl-mode=DISABLED', 'ssl=false', 'tls=0'])(
  '%s is heeded',
  async (option) => {
    const { database } = envOf({ DATABASE_URL: withOption(await temporaryDatabase(), option) })
    const { reader, close } = await openDatabase(database, entities)
    expect(await isEncrypted(reader)).toBe(false)
    await close()
  },
)

it.each([
  ['sslmode=prefer', /sslmode=prefer may fall back to an unencrypted connection/],
  ['ssl-mode=PREFERRED', /ssl-mode=PREFERRED may fall back to an unencrypted connection/],
  ['sslmode=verify-ca', /sslmode=verify-ca needs the file of a trusted authority/],
  ['sslmode=yes', /sslmode=yes is unknown/],
  ['tls=custom', /tls=custom is unknown/],
  ['sslmode=constructor', /sslmode=constructor is unknown/],
  ['constructor=1', /does not support the option constructor: remove it/],
  ['sslcert=client.pem', /client certificate needs its key/],
  ['sslmode=require&tls=true', /use only one of sslmode, tls/],
  ['sslmode=disable&sslmode=require', /contains sslmode twice/],
  ['requireSSL=true', /does not support the option requireSSL: use sslmode/],
  [
    'verifyServerCertificate=true',
    /does not support the option verifyServerCertificate: use sslmode/,
  ],
  ['connection_limit=5', /does not support the option connection_limit: remove it/],
])('%s is refused by name', async (option, line) => {
  const DATABASE_URL = withOption(await temporaryDatabase(), option)
  expect(() => envOf({ DATABASE_URL })).toThrow(line)
})

it('a certificate that is not there is one line', async () => {
  const url = withOption(await temporaryDatabase(), 'sslrootcert=/no/such.pem')
  await expect(openDatabase(envOf({ DATABASE_URL: url }).database, entities)).rejects.toThrow(
    'DATABASE_URL: cannot read /no/such.pem (ENOENT)',
  )
})

it.each([
  ['db.example.com', '', true],
  ['93.184.216.34', '', true],
  ['db.example.com', '?sslmode=require', false],
  ['127.0.0.1', '', false],
  ['[::1]', '', false],
  ['localhost', '', false],
  ['10.1.2.3', '', false],
  ['[fd00::1]', '', false],
  ['postgres', '', false],
  ['db.internal', '', false],
])('what goes to %s%s in the clear is told: %s', async (host, options, isTold) => {
  const scheme = new URL(await temporaryDatabase()).protocol
  const env = envOf({ DATABASE_URL: `${scheme}//user:secret@${host}/name${options}` })
  const settings = settingsOf({})
  const lines = startNotices({ env, settings }).map(({ text }) => text)
  expect(lines.filter((line) => line.startsWith('DATABASE_URL: '))).toHaveLength(isTold ? 1 : 0)
  expect(lines.join()).not.toContain('secret')
})
