import { createHmac, generateKeyPairSync } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import jwt from 'jsonwebtoken'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { temporaryFolder } from '../../support/folder.js'
import { refusedFor, wire } from '../support/answers.js'
import { post, startWorld, type World } from '../support/world.js'

const ME = '{ me { username } }'

const part = z.record(z.string(), z.unknown())

type Part = z.output<typeof part>

const readPart = (text = '') => part.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
const writePart = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The parts of a good token of user2, for making others of them. */
async function goodToken({ enter }: World): Promise<{ header: Part; payload: Part }> {
  const { token } = await enter('user2')
  const [header, payload] = token.split('.')
  return { header: readPart(header), payload: readPart(payload) }
}

/** A token of any header, signed with HMAC. @param hash as in `sha256` */
function forge(header: unknown, payload: unknown, key: string, hash = 'sha256'): string {
  const signed = `${writePart(header)}.${writePart(payload)}`
  return `${signed}.${createHmac(hash, key).update(signed).digest('base64url')}`
}

/** No one is logged in by the token, and nothing breaks. */
async function expectRefused({ url, call }: World, token: string): Promise<void> {
  const response = await post(url, { query: ME }, token)
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({ data: { me: null } })
  expect(await call('verifyToken', { token })).toEqual(refusedFor('verifyToken', wire.invalidToken))
}

/** The token that is forged below is good as long as nothing is wrong with it. */
async function expectAccepted({ ask, call }: World, token: string): Promise<void> {
  expect(await ask(ME, {}, token)).toEqual({ data: { me: { username: 'user2' } } })
  expect(await call('verifyToken', { token })).toMatchObject({ success: true })
}

describe('S21: access tokens', () => {
  it.each(['none', 'None', 'NONE', 'nOnE'])('are signed: alg %s is none', async (alg) => {
    const world = await startWorld()
    const { header, payload } = await goodToken(world)
    const unsigned = `${writePart({ ...header, alg })}.${writePart(payload)}.`
    await expectRefused(world, unsigned)
    await expectRefused(world, unsigned.slice(0, -1))
    await expectRefused(world, forge({ ...header, alg }, payload, world.app.env.secretKey))
    const { kid, ...anonymous } = header
    await expectRefused(world, `${writePart({ ...anonymous, alg })}.${writePart(payload)}.`)
  })

  it.each([
    ['HS384', 'sha384'],
    ['HS512', 'sha512'],
  ])('of HS256 are not accepted as %s, though the key is right', async (alg, hash) => {
    const world = await startWorld()
    const { header, payload } = await goodToken(world)
    const { secretKey } = world.app.env
    await expectAccepted(world, forge(header, payload, secretKey))
    await expectRefused(world, forge({ ...header, alg }, payload, secretKey, hash))
    await expectRefused(world, forge({ ...header, alg }, payload, secretKey))
    await expectRefused(world, forge(header, payload, secretKey, hash))
  })

  it('of RS256 cannot be made of the public key by HMAC, in whatever form it is written', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const JWT_PRIVATE_KEY_FILE = join(await temporaryFolder(), 'private.pem')
    await writeFile(JWT_PRIVATE_KEY_FILE, privateKey.export({ type: 'pkcs8', format: 'pem' }))
    const world = await startWorld({
      GRAPHQL_JWT: { JWT_ALGORITHM: 'RS256' },
      env: { JWT_PRIVATE_KEY_FILE },
    })
    const { header, payload } = await goodToken(world)
    const pem = String(publicKey.export({ type: 'spki', format: 'pem' }))
    const forms = [
      pem,
      pem.trim(),
      String(publicKey.export({ type: 'pkcs1', format: 'pem' })),
      JSON.stringify(publicKey.export({ format: 'jwk' })),
      world.app.env.secretKey,
      '',
    ]
    for (const key of forms) {
      await expectRefused(world, forge({ ...header, alg: 'HS256' }, payload, key))
      await expectRefused(world, forge(header, payload, key))
    }
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' })
    const keyid = String(header.kid)
    await expectAccepted(world, jwt.sign(payload, key, { algorithm: 'RS256', keyid }))
    for (const algorithm of ['RS384', 'RS512', 'PS256'] as const) {
      await expectRefused(world, jwt.sign(payload, key, { algorithm, keyid }))
    }
  })

  it('of HS256 cannot be signed with a key pair that the token brings along', async () => {
    const world = await startWorld()
    const { header, payload } = await goodToken(world)
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const jwk = { ...publicKey.export({ format: 'jwk' }), kid: header.kid }
    const brought = jwt.sign(payload, privateKey, {
      algorithm: 'RS256',
      header: { ...header, alg: 'RS256', ...{ jwk } },
    })
    await expectRefused(world, brought)
  })

  it.each([
    ['jwk', { kty: 'oct', k: Buffer.from('attacker').toString('base64url') }],
    ['jku', 'http://127.0.0.1:1/jwks.json'],
    ['x5u', 'http://127.0.0.1:1/cert.pem'],
    ['x5c', ['MIIB']],
  ])('find no key through %s in the header', async (name, value) => {
    const world = await startWorld()
    const { header, payload } = await goodToken(world)
    const { kid, ...anonymous } = header
    const told = { [name]: value }
    await expectRefused(world, forge({ ...header, ...told }, payload, 'attacker'))
    await expectRefused(world, forge({ ...anonymous, ...told }, payload, 'attacker'))
    await expectAccepted(world, forge({ ...header, ...told }, payload, world.app.env.secretKey))
  })

  it.each([
    ['of another kind', { typ: 'refresh+jwt' }],
    ['that are to be encrypted', { typ: 'JWE' }],
    ['whose type is not a text', { typ: ['JWT'] }],
    ['with extensions that have to be understood (RFC 7515, 4.1.11)', { crit: ['exp'] }],
  ])('are none, though well signed: tokens %s', async (_what, change) => {
    const world = await startWorld()
    const { header, payload } = await goodToken(world)
    await expectRefused(world, forge({ ...header, ...change }, payload, world.app.env.secretKey))
  })
})

describe('S22: the key id', () => {
  it.each([
    ['unknown', 'AAAAAAAAAAAAAAAA'],
    ['empty', ''],
    ['a path', '../../../../../../dev/null'],
    ['a path of this folder', '././dev/null'],
    ['SQL', "x' UNION SELECT 'secret'; --"],
    ['a URL', 'http://127.0.0.1:1/key'],
    ['10 KB long', 'k'.repeat(10_000)],
    ['a list', ['x']],
    ['an object', { toString: 'x' }],
    ['a number', 0],
    ['true', true],
    ['null', null],
    ['__proto__', '__proto__'],
    ['constructor', 'constructor'],
    ['with a NUL', 'a\u0000b'],
  ])('opens nothing when it is %s', async (_what, kid) => {
    const world = await startWorld()
    const { header, payload } = await goodToken(world)
    for (const key of ['', 'undefined', 'secret', world.app.env.secretKey]) {
      const token = forge({ ...header, kid }, payload, key)
      if (token.length < 8000) await expectRefused(world, token)
      else {
        expect(await world.call('verifyToken', { token })).toEqual(
          refusedFor('verifyToken', wire.invalidToken),
        )
      }
    }
  })

  it('cannot be left out', async () => {
    const world = await startWorld()
    const { header, payload } = await goodToken(world)
    const { kid, ...anonymous } = header
    await expectRefused(world, forge(anonymous, payload, world.app.env.secretKey))
  })

  it('of another key of ours does not fit', async () => {
    const SECRET_KEY_FALLBACKS = 'the-old-secret-the-old-secret-the-old-secret'
    const world = await startWorld({ env: { SECRET_KEY_FALLBACKS } })
    const { header, payload } = await goodToken(world)
    await expectRefused(world, forge(header, payload, SECRET_KEY_FALLBACKS))
  })
})

describe('S23: a token of another deployment', () => {
  it('is foreign by its key, though the users are the same', async () => {
    const [ours, theirs] = [
      await startWorld(),
      await startWorld({ env: { SECRET_KEY: 'the-key-of-another-deployment-of-this-server' } }),
    ]
    const { header, payload } = await goodToken(ours)
    await expectRefused(ours, (await theirs.enter('user2')).token)
    await expectRefused(
      ours,
      forge(header, payload, 'the-key-of-another-deployment-of-this-server'),
    )
  })

  it.each([
    ['aud', { JWT_AUDIENCE: 'https://app.example.com' }, 'https://app.example.com'],
    ['iss', { JWT_ISSUER: 'us' }, 'us'],
  ])('is foreign by %s, though the key is the same', async (claim, GRAPHQL_JWT, right) => {
    const world = await startWorld({ GRAPHQL_JWT })
    const { header, payload } = await goodToken(world)
    const { secretKey } = world.app.env
    await expectAccepted(world, forge(header, payload, secretKey))
    const { [claim]: _own, ...without } = payload
    await expectRefused(world, forge(header, without, secretKey))
    for (const wrong of ['', 'them', `${right}/`, right.toUpperCase(), ['them'], null, 5, {}]) {
      await expectRefused(world, forge(header, { ...payload, [claim]: wrong }, secretKey))
    }
  })
})

describe('S24: the expiry', () => {
  it.each([
    ['missing', undefined],
    ['null', null],
    ['a text', '9999999999'],
    ['zero', 0],
    ['a list', [9_999_999_999]],
    ['an object', {}],
    ['true', true],
  ])('cannot be %s', async (_what, exp) => {
    const world = await startWorld()
    const { header, payload } = await goodToken(world)
    const { secretKey } = world.app.env
    const response = await post(
      world.url,
      { query: ME },
      forge(header, { ...payload, exp }, secretKey),
    )
    expect(await response.json()).toEqual({ data: { me: null } })
    expect(
      await world.call('verifyToken', { token: forge(header, { ...payload, exp }, secretKey) }),
    ).toMatchObject({ success: false })
  })

  it('ends a token to the second', async () => {
    const world = await startWorld()
    const { token } = await world.enter('user2')
    world.clock.advance(299)
    await expectAccepted(world, token)
    world.clock.advance(1)
    expect(await world.ask(ME, {}, token)).toEqual({ data: { me: null } })
    expect(await world.call('verifyToken', { token })).toEqual(
      refusedFor('verifyToken', wire.expiredToken),
    )
  })

  it('holds when the token is not good before some time', async () => {
    const world = await startWorld()
    const { header, payload } = await goodToken(world)
    const nbf = Number(payload.exp)
    await expectRefused(world, forge(header, { ...payload, nbf }, world.app.env.secretKey))
  })
})
