import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { StartError } from '../../../src/errors/start-error.js'
import { loadFixtures } from '../../../src/fixtures/load.js'
import { password } from '../../../src/fixtures/password.js'
import { done, refusedFor, wire } from '../support/answers.js'
import { fixtureOf, person } from '../support/people.js'
import { createRandom, type Random } from '../support/random.js'
import { startWorld } from '../support/world.js'

const field = password({ maxLength: 128 })
const MAY_BE_HASH =
  'may be a hash that cannot be checked here or is too expensive: ' +
  'replace it by "!" and let the user reset the password by mail, or choose another password'
const REFUSAL = { problems: [{ message: MAY_BE_HASH, code: 'invalid' }] }

const digest = (algorithm: string, encoding: 'hex' | 'base64' | 'base64url') =>
  createHash(algorithm).update('hunter22').digest(encoding)
const MD5 = digest('md5', 'hex')
const SHA1 = digest('sha1', 'hex')

describe('a hash that cannot be checked is not a plain password', () => {
  test.each([
    ...['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'].flatMap((algorithm) => [
      digest(algorithm, 'hex'),
      digest(algorithm, 'hex').toUpperCase(),
      digest(algorithm, 'base64'),
      digest(algorithm, 'base64').replace(/=+$/, ''),
      digest(algorithm, 'base64url'),
    ]),
    MD5.slice(0, 16),
    MD5.replace(/..(?=.)/g, '$&:'),
    MD5.replace(/.{8}(?=.)/g, '$& '),
    MD5.replace(/.{4}(?=.)/g, '$&,'),
    MD5.replace(/.{4}(?=.)/g, '$&\u200b'),
    ` ${MD5}\n`,
    `${MD5}:salt`,
    `salt:${MD5}`,
    `md5${MD5}`,
    `\\x${MD5}`,
    `*${SHA1.toUpperCase()}`,
    '0x0100a1b2c3d4e5f60718293a4b5c6d7e8f9001122334455667',
    `md5$salt$${MD5}`,
    `md5$$${MD5}`,
    `MD5$salt$${MD5}`,
    `unsalted_md5$$${MD5}`,
    `unsalted_sha1$$${SHA1}`,
    `sha1$$${SHA1}`,
    `sha1$aB3$${SHA1}`,
    'crypt$$ab1ItIYw0pc.k',
    'ab1ItIYw0pc.k',
    '_J9..CCCCXBrJUJV154M',
    'phpass$$P$B55D6LjfHDkINU5wF.v2BuuzO0/XPk/',
    '$P$B55D6LjfHDkINU5wF.v2BuuzO0/XPk/',
    '$H$9V1cX/WqUhsSWM0ipyB7HwFQqTQKxp1',
    '$S$D1234567890abcdefghijklmnopqrstuv',
    'pbkdf2_wrapped_sha1$150000$saltsaltsalt$hf58wNg77oT1BlNKRdATVVvBIa69dz22fL1JKOKTaA0=',
    'bcrypt_wrapped_md5$$2b$11$abc',
    '{SSHA}pL1Hk2bCq5oY3Zk9fXwzqg0rT6c5c3Rhcg==',
    '{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=',
    '{CRYPT}ab1ItIYw0pc.k',
    '{PKCS5S2}abc',
    '{bcrypt}$2a$10$abc',
    '$1$saltsalt$qjXMvbEw8oaL.CzflDtaK/',
    '$apr1$saltsalt$abc',
    '$5$rounds=5000$salt$abc',
    '$6$salt$abc',
    '$y$j9T$salt$abc',
    '$7$C6..../....salt$abc',
    '$2x$11$abc',
    '$2b$11$tooShort',
    '2b$11$tooShort',
    '$wp$2y$10$abc',
    '$argon2id$v=19$m=65536',
    '$argon2id$v=99$m=65536,t=3,p=4$c2FsdA$c2FsdA',
    'argon2$argon2id$v=19$m=9999999,t=2,p=8$c2FsdA$c2FsdA',
    '$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD',
    '$pbkdf2-sha256$29000$abc$def',
    'sha512_crypt$$6$salt$abc',
    'pbkdf2_sha256$180000',
    'pbkdf2_sha256$180000$salt',
    'pbkdf2_sha256$180000$salt$c2hvcnQ=',
    'PBKDF2_SHA256$180000$SALT$C2HVCNQ=',
    'pbkdf2:sha256:260000$salt$abc',
    'scrypt:32768:8:1$salt$abc',
    'sha256$salt$abc',
    'SCRAM-SHA-256$4096:salt$stored:server',
    'bcrypt$',
    'newest_algorithm$10$salt$hash',
    'grub.pbkdf2.sha512.10000.ABCD.EF01',
    '(GDDGwjJ4kBnLpHbBD1Fq)',
    'AQAAAAEAACcQAAAAEJ5Z0kSpHaXk9cW0v7lQ1XyN2bD8rT4uVwFhGjKmLoPq',
    'algorithm$parameter$salt$abc',
    `sha512$salt$${'0a'.repeat(64)}`,
  ])('%j', (text) => {
    expect(field.clean(text)).toEqual(REFUSAL)
  })

  test('whatever it is made of', () => {
    const random = createRandom(18)
    for (let round = 0; round < 20_000; round += 1) {
      const text = anyHash(random)
      expect(field.clean(text), text).toEqual(REFUSAL)
    }
  })
})

test('a text of a megabyte takes no time', () => {
  for (const part of ['a', 'a_', 'md5', '$', 'a$1', 'A']) {
    const begin = performance.now()
    expect(field.clean(part.repeat(500_000))).toHaveProperty('problems')
    expect(performance.now() - begin).toBeLessThan(1000)
  }
})

describe('a plain password', () => {
  test.each([
    '123456',
    '123456789012',
    'hunter22 plain',
    'correct horse battery staple',
    'correct-horse-battery-staple',
    'this-is-a-long-passphrase',
    'this.is_a.long_one',
    'correcthorsebatterystaple',
    'CorrectHorseBatteryStaple',
    'supersecretpassword123',
    'administrator',
    'Winter2024Summer2025',
    'pa$$word1',
    '$ecret',
    'ca$h & carry',
    '100$bill',
    'Tr0ub4dor&3',
    'P@ssw0rd-2024!',
    'S3cure-Passw0rd!',
    'To be, or not to be: that is the question',
    'shadow: of a doubt',
    'dead beef',
    'пароль из слов',
    'naïve café crème brûlée',
    '正しい馬の電池',
    '😀'.repeat(18),
    ' padded ',
    '{}[]()',
    'anna@example.org',
  ])('%j', (value) => {
    expect(field.clean(value)).toEqual({ value })
  })

  test('is made of words and some digits', () => {
    const random = createRandom(21)
    for (let round = 0; round < 5000; round += 1) {
      const value = passphrase(random)
      expect(field.clean(value)).toEqual({ value })
    }
  })

  test('that is too long is not taken for a hash', () => {
    const problems = [{ message: 'is longer than 72 bytes', code: 'invalid' }]
    for (const text of ['é'.repeat(37), 'correct horse '.repeat(12)]) {
      expect(field.clean(text)).toEqual({ problems })
    }
  })
})

test('a stolen hash lets no one in, and the line about it does not hold it', async () => {
  const { app, call } = await startWorld({ people: [] })
  const people = [person('ann'), person('bob', { verified: true }, { password: MD5 })]
  const file = await fixtureOf(people)

  const error: unknown = await loadFixtures(app, [file]).catch((reason: unknown) => reason)

  expect(error).toBeInstanceOf(StartError)
  expect(error).toMatchObject({
    lines: [`${file}: row 3, pk 2: password: ${MAY_BE_HASH}`, 'Nothing was loaded'],
  })
  for (const username of ['ann', 'bob']) {
    expect(await call('tokenAuth', { username, password: MD5 })).toEqual(
      refusedFor('tokenAuth', wire.invalidCredentials),
    )
  }
})

test('an account that is loaded with "!" gets in by mail, as the line says', async () => {
  const world = await startWorld({ people: [person('bob', {}, { password: '!' })] })
  await world.call('sendPasswordResetEmail', { email: 'bob@email.com' })
  const { token } = await world.lastMail()
  const passwords = { newPassword1: 'correct horse', newPassword2: 'correct horse' }
  expect(await world.call('passwordReset', { token, ...passwords })).toEqual(done('passwordReset'))
  await world.enter('bob', 'correct horse')
})

const HEX = '0123456789abcdef'
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

function letters(random: Random, alphabet: string, length: number): string {
  return Array.from({ length }, () => random.pick([...alphabet])).join('')
}

/** A digest of 16 bytes or more, in one of the usual ways of writing. */
function anyDigest(random: Random): string {
  const bytes = random.pick([16, 20, 24, 28, 32, 48, 64])
  const hex = letters(random, HEX, bytes * 2)
  return random.pick([
    () => hex,
    () => hex.toUpperCase(),
    () => letters(random, `${BASE64}+/`, Math.ceil((bytes * 4) / 3)) + random.pick(['', '=', '==']),
    () => letters(random, `${BASE64}-_`, Math.ceil((bytes * 4) / 3)),
    () => letters(random, `${BASE64}./`, Math.ceil((bytes * 4) / 3)),
  ])()
}

/** A digest with something before it or behind it, by known algorithms and unknown ones. */
function anyHash(random: Random): string {
  const salt = letters(random, BASE64, random.whole(20))
  const name = letters(random, 'abcdefghijklmnopqrstuvwxyz_', 3 + random.whole(12))
  const rounds = String(1 + random.whole(1_000_000))
  const value = anyDigest(random)
  return random.pick([
    value,
    `${name}$${salt}$${value}`,
    `${name}$${rounds}$${salt}$${value}`,
    `${name}$${rounds}$${salt}`,
    `$${name}$${salt}$${value}`,
    `$${random.whole(10)}$${salt}`,
    `{${name.toUpperCase()}}${value}`,
    `${value}:${salt}`,
    `${salt}:${value}`,
    `${name}:${rounds}:${salt}:${value}`,
    `*${value}`,
    `0x${value}`,
    `md5$${salt}`,
    `pbkdf2_wrapped_${name}$${salt}`,
  ])
}

const WORDS = 'correct horse battery staple river cloud summer garden yellow window'.split(' ')

function passphrase(random: Random): string {
  const between = random.pick([' ', '-', '_', '.', ''])
  const words = Array.from({ length: 1 + random.whole(5) }, () => random.pick(WORDS))
  const capitals = random.chance(0.3)
  const written = words.map((word) => (capitals ? word.replace(/^./, upper) : word))
  return written.join(between) + random.pick(['', '!', '1', '2024', '?!'])
}

function upper(text: string): string {
  return text.toUpperCase()
}
