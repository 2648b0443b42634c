import { describe, expect, it } from 'vitest'
import { createPasswords, isHash } from '../../../src/passwords/hashing.js'

const passwords = createPasswords({ bcryptCost: 4 })

describe('imported hashes', () => {
  const PASSWORD = 'pässword-😀'

  it.each([
    'pbkdf2_sha256$1000$somesalt$qPKbn81nleoo8s+NwU4ljU5dFfvTr2/QL7Lzb1DyC/k=',
    'pbkdf2_sha1$1000$somesalt$7KJyV+yv8vxVayCv8PpgcjyIhxQ=',
    'bcrypt_sha256$$2b$04$PRIF9EyoiqDw1lno2rGa3OIh0bKbMsaMTWhn498tDXRsP.DcCdWk2',
    'bcrypt$$2b$04$I1RhK.j6wocKesxPi6pWg.TliRXpRrjYlnW7wHPuUSBlrBtTCiz.2',
    'bcrypt$$2y$04$I1RhK.j6wocKesxPi6pWg.TliRXpRrjYlnW7wHPuUSBlrBtTCiz.2',
    'argon2$argon2id$v=19$m=512,t=2,p=2$c29tZXNhbHQ$eFLn+IbIA4yhu3v20TFqPZIrdK54kwHzwDntf/fwJsY',
    'argon2$argon2i$v=19$m=512,t=2,p=2$c29tZXNhbHQ$swDcKawyK/oPNhMyOvlWHCYzPY3/9/oKF1QyE3jUOhU',
    'scrypt$1024$somesalt$8$1$lOV5hVL+gxFwI+6+X4xcym2eZGvVO9hyUTrPIry6HeZFwQ+vcL0CAgcSBmVPnD79uDo4Yqe1RRvp4MvytaC0Qg==',
  ])('verify and are to be replaced: %s', async (hash) => {
    expect(await passwords.verify(PASSWORD, hash)).toBe(true)
    expect(await passwords.verify(`${PASSWORD}x`, hash)).toBe(false)
    expect(await passwords.verify('', hash)).toBe(false)
    expect(passwords.needsRehash(hash)).toBe(true)
  })

  it('verify for the users of the fixtures', async () => {
    const hash = 'pbkdf2_sha256$180000$nFcBtiqGnWN9$hf58wNg77oT1BlNKRdATVVvBIa69+dz22fL1JKOKTaA='
    expect(await passwords.verify('123456', hash)).toBe(true)
    expect(await passwords.verify('1234567', hash)).toBe(false)
  })

  it('verify long passwords where the algorithm takes them whole', async () => {
    const pbkdf2 = 'pbkdf2_sha256$1000$somesalt$ARSvBE/QV0++TaDNmEeN+7KCKR0o/KwyyiuS3ruRRIE='
    expect(await passwords.verify('y'.repeat(100), pbkdf2)).toBe(true)
    expect(await passwords.verify('y'.repeat(101), pbkdf2)).toBe(false)
    const argon2 =
      'argon2$argon2id$v=19$m=102400,t=2,p=8$c29tZXNhbHQ$EV7SwqF6fP6x6gEzmkRIdgZ6UV8KkvxifbOWSr2ulyo'
    expect(await passwords.verify('y'.repeat(100), argon2)).toBe(true)
    expect(await passwords.verify('y'.repeat(101), argon2)).toBe(false)
    const bcryptSha256 =
      'bcrypt_sha256$$2b$04$voFB4VwFZQmPRy852L6cR.4pM4BAyMjNqpx3R2IkD5Ka83yO2phz.'
    expect(await passwords.verify('x'.repeat(100), bcryptSha256)).toBe(true)
    expect(await passwords.verify('x'.repeat(101), bcryptSha256)).toBe(false)
  })

  it('never match without a whole digest', async () => {
    const damaged = [
      '',
      '$',
      'plain',
      'pbkdf2_sha256$1000$somesalt$',
      'pbkdf2_sha256$1000$somesalt$qPKb',
      'pbkdf2_sha256$0$somesalt$qPKbn81nleoo8s+NwU4ljU5dFfvTr2/QL7Lzb1DyC/k=',
      'pbkdf2_sha256$-1$somesalt$qPKbn81nleoo8s+NwU4ljU5dFfvTr2/QL7Lzb1DyC/k=',
      'scrypt$1000$somesalt$8$1$lOV5hVL+gxFwI+6+X4xcym2eZGvVO9hyUTrPIry6HeZF',
      'scrypt$0$somesalt$0$0$lOV5hVL+gxFwI+6+X4xcym2eZGvVO9hyUTrPIry6HeZF',
      'bcrypt$$2b$04$short',
      '$2b$04$',
      '$2x$04$I1RhK.j6wocKesxPi6pWg.TliRXpRrjYlnW7wHPuUSBlrBtTCiz.2',
      'md5$salt$e9b2e0a2d1a6b1d5d0d9b1c7f3f6f7a8',
      'argon2$argon2id$v=19$m=102400,t=2,p=8$c2FsdHNhbHQ$c2FsdHNhbHRzYWx0c2FsdA',
      '__proto__$x',
    ]
    for (const hash of damaged) {
      expect(await passwords.verify('123456', hash), hash).toBe(false)
      expect(await passwords.verify('', hash), hash).toBe(false)
    }
  })

  it.each([
    'pbkdf2_sha256$1000000000$somesalt$qPKbn81nleoo8s+NwU4ljU5dFfvTr2/QL7Lzb1DyC/k=',
    'pbkdf2_sha256$5000001$somesalt$qPKbn81nleoo8s+NwU4ljU5dFfvTr2/QL7Lzb1DyC/k=',
    '$2b$31$I1RhK.j6wocKesxPi6pWg.TliRXpRrjYlnW7wHPuUSBlrBtTCiz.2',
    'bcrypt$$2b$17$I1RhK.j6wocKesxPi6pWg.TliRXpRrjYlnW7wHPuUSBlrBtTCiz.2',
    'bcrypt_sha256$$2b$31$PRIF9EyoiqDw1lno2rGa3OIh0bKbMsaMTWhn498tDXRsP.DcCdWk2',
    'scrypt$4194304$somesalt$8$1$lOV5hVL+gxFwI+6+X4xcym2eZGvVO9hyUTrPIry6HeZF',
    'argon2$argon2id$v=19$m=4194304,t=1,p=1$c29tZXNhbHQ$c2FsdHNhbHRzYWx0c2FsdA',
    'argon2$argon2id$v=19$m=8192,t=1000000,p=1$c29tZXNhbHQ$c2FsdHNhbHRzYWx0c2FsdA',
    '$argon2id$v=19$m=131072,t=9,p=1$c29tZXNhbHQ$c2FsdHNhbHRzYWx0c2FsdA',
    'scrypt$16384$somesalt$8$9999$lOV5hVL+gxFwI+6+X4xcym2eZGvVO9hyUTrPIry6HeZF',
  ])('with an excessive cost are refused, not computed (S44): %s', async (hash) => {
    expect(isHash(hash)).toBe(false)
    expect(await passwords.verify('123456', hash)).toBe(false)
  })
})
