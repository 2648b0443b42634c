import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import jwt from 'jsonwebtoken'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { StartError } from '../../../src/errors/start-error.js'
import { temporaryDatabase } from '../../support/database.js'
import { temporaryFolder } from '../../support/folder.js'
import { startWorld, type World } from '../support/world.js'

const ME = '{ me { username } }'
const nobody = { data: { me: null } }
const user2 = { data: { me: { username: 'user2' } } }

const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'ES256'] as const

type Algorithm = (typeof ALGORITHMS)[number]

interface KeyPair {
  publicKey: KeyObject
  privateKey: KeyObject
}

function newKeys(algorithm: Algorithm): KeyPair {
  return algorithm === 'ES256'
    ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
    : generateKeyPairSync('rsa', { modulusLength: 2048 })
}

/** Writes both keys as PEM files. @returns the variables that name them */
async function keyFiles({ publicKey, privateKey }: KeyPair) {
  const folder = await temporaryFolder()
  const [privateFile, publicFile] = [join(folder, 'private.pem'), join(folder, 'public.pem')]
  await writeFile(privateFile, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  await writeFile(publicFile, publicKey.export({ type: 'spki', format: 'pem' }))
  return { JWT_PRIVATE_KEY_FILE: privateFile, JWT_PUBLIC_KEY_FILE: publicFile }
}

const header = z.object({ header: z.looseObject({ alg: z.string(), kid: z.string() }) })

const readHeader = (token: string) => header.parse(jwt.decode(token, { complete: true })).header

const keySet = z.object({ keys: z.array(z.record(z.string(), z.string())) })

async function publicKeys({ url }: World) {
  const response = await fetch(`${url}/.well-known/jwks.json`)
  return keySet.parse(await response.json()).keys
}

describe.each(ALGORITHMS)('JWT_ALGORITHM %s', (algorithm) => {
  it('signs with the key of JWT_PRIVATE_KEY_FILE', async () => {
    const keys = newKeys(algorithm)
    const world = await startWorld({
      GRAPHQL_JWT: { JWT_ALGORITHM: algorithm },
      env: await keyFiles(keys),
    })
    const { token } = await world.enter('user2')
    expect(readHeader(token).alg).toBe(algorithm)
    expect(jwt.verify(token, keys.publicKey, { ignoreExpiration: true })).toMatchObject({
      username: 'user2',
    })
    expect(await world.ask(ME, {}, token)).toEqual(user2)
  })

  it('S27: does without JWT_PUBLIC_KEY_FILE, and serves the public key only', async () => {
    const { JWT_PRIVATE_KEY_FILE } = await keyFiles(newKeys(algorithm))
    const world = await startWorld({
      GRAPHQL_JWT: { JWT_ALGORITHM: algorithm },
      env: { JWT_PRIVATE_KEY_FILE },
    })
    const { token } = await world.enter('user2')
    const [key, ...more] = await publicKeys(world)
    expect(more).toEqual([])
    expect(key).toMatchObject({ kid: readHeader(token).kid, alg: algorithm, use: 'sig' })
    for (const secret of ['d', 'p', 'q', 'k']) expect(key).not.toHaveProperty(secret)
  })

  it('S27: verifies what the key before signed, until it is taken out of the public ones', async () => {
    const env = { DATABASE_URL: await temporaryDatabase() }
    const GRAPHQL_JWT = { JWT_ALGORITHM: algorithm }
    const [oldKeys, newKeyPair] = [await keyFiles(newKeys(algorithm)), newKeys(algorithm)]
    const before = await startWorld({ GRAPHQL_JWT, env: { ...env, ...oldKeys } })
    const { token } = await before.enter('user2')

    const current = { ...env, ...(await keyFiles(newKeyPair)) }
    const retired = await startWorld({ GRAPHQL_JWT, env: current, people: [] })
    expect(await retired.ask(ME, {}, token)).toEqual(nobody)

    const files = [current.JWT_PUBLIC_KEY_FILE, oldKeys.JWT_PUBLIC_KEY_FILE]
    const pems = await Promise.all(files.map((file) => readFile(file, 'utf8')))
    const both = { ...current, JWT_PUBLIC_KEY_FILE: await textFile(pems.join('')) }
    const after = await startWorld({ GRAPHQL_JWT, env: both, people: [] })
    expect(await after.ask(ME, {}, token)).toEqual(user2)
    const next = await after.enter('user2')
    expect(readHeader(next.token).kid).not.toBe(readHeader(token).kid)
    const keys = await publicKeys(after)
    expect(keys.map(({ kid }) => kid)).toEqual([next.token, token].map((t) => readHeader(t).kid))
    for (const secret of ['d', 'p', 'q', 'k']) {
      for (const key of keys) expect(key).not.toHaveProperty(secret)
    }
  })

  it('does not take the public key for a shared secret', async () => {
    const keys = newKeys(algorithm)
    const world = await startWorld({
      GRAPHQL_JWT: { JWT_ALGORITHM: algorithm },
      env: await keyFiles(keys),
    })
    const { token } = await world.enter('user2')
    const [head = '', body = ''] = token.split('.')
    const forged = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(head, 'base64url').toString()), alg: 'HS256' }),
    ).toString('base64url')
    const pem = keys.publicKey.export({ type: 'spki', format: 'pem' })
    const signature = createHmac('sha256', pem).update(`${forged}.${body}`).digest('base64url')
    expect(await world.ask(ME, {}, `${forged}.${body}.${signature}`)).toEqual(nobody)
  })
})

it.each([
  ['RS256', 'ES256'],
  ['ES256', 'RS512'],
] as const)(
  'S27: a former key says no algorithm that is not its own: %s after %s',
  async (...names) => {
    const [pair, formerPair] = names.map(newKeys)
    if (!pair || !formerPair) throw new Error('There are two.')
    const current = await keyFiles(pair)
    const former = await keyFiles(formerPair)
    const files = [current.JWT_PUBLIC_KEY_FILE, former.JWT_PUBLIC_KEY_FILE]
    const pems = await Promise.all(files.map((file) => readFile(file, 'utf8')))
    const [JWT_ALGORITHM] = names
    const world = await startWorld({
      GRAPHQL_JWT: { JWT_ALGORITHM },
      env: { ...current, JWT_PUBLIC_KEY_FILE: await textFile(pems.join('')) },
      people: [],
    })
    const [own, other] = await publicKeys(world)
    expect(own).toMatchObject({ alg: JWT_ALGORITHM, use: 'sig' })
    expect(other).toMatchObject({ kid: expect.any(String), use: 'sig' })
    expect(other).not.toHaveProperty('alg')
  },
)

describe('shared secrets', () => {
  it('S27: are not served', async () => {
    expect(await publicKeys(await startWorld({ people: [] }))).toEqual([])
  })
})

describe('SECRET_KEY_FALLBACKS', () => {
  const OLD = 'the-old-secret-the-old-secret-the-old-secret'
  const NEW = 'the-new-secret-the-new-secret-the-new-secret'

  it('S27: verify what they signed; nothing new is signed with them', async () => {
    const DATABASE_URL = await temporaryDatabase()
    const before = await startWorld({ env: { DATABASE_URL, SECRET_KEY: OLD } })
    const { token, refreshToken } = await before.enter('user2')

    const fallbacks = { SECRET_KEY_FALLBACKS: `something-else-before, ${OLD}` }
    const changed = { env: { DATABASE_URL, SECRET_KEY: NEW, ...fallbacks }, people: [] }
    const after = await startWorld(changed)

    expect(await after.ask(ME, {}, token)).toEqual(user2)
    expect(await after.call('verifyToken', { token })).toMatchObject({ success: true })
    const refreshed = await after.call('refreshToken', { refreshToken })
    expect(() => jwt.verify(String(refreshed.token), NEW, { ignoreExpiration: true })).not.toThrow()
    expect(readHeader(String(refreshed.token)).kid).not.toBe(readHeader(token).kid)
  })

  it('S27: are good no more when they are taken away', async () => {
    const DATABASE_URL = await temporaryDatabase()
    const before = await startWorld({ env: { DATABASE_URL, SECRET_KEY: OLD } })
    const { token, refreshToken } = await before.enter('user2')
    const after = await startWorld({ env: { DATABASE_URL, SECRET_KEY: NEW }, people: [] })
    expect(await after.ask(ME, {}, token)).toEqual(nobody)
    // Refresh tokens are random: no key has to do with them.
    expect(await after.call('refreshToken', { refreshToken })).toMatchObject({ success: true })
  })
})

describe('key files', () => {
  it.each([
    ['a missing variable', 'RS256', async () => ({}), 'JWT_PRIVATE_KEY_FILE: is missing'],
    [
      'a file that is not there',
      'RS256',
      async () => ({ JWT_PRIVATE_KEY_FILE: '/no/such/key.pem' }),
      'JWT_PRIVATE_KEY_FILE: cannot read /no/such/key.pem',
    ],
    [
      'a file that is not a key',
      'RS256',
      async () => ({ JWT_PRIVATE_KEY_FILE: await textFile('no key') }),
      'JWT_PRIVATE_KEY_FILE: ',
    ],
    [
      'a public key that is none',
      'RS256',
      async () => ({
        ...(await keyFiles(newKeys('RS256'))),
        JWT_PUBLIC_KEY_FILE: await textFile('no key'),
      }),
      'JWT_PUBLIC_KEY_FILE: ',
    ],
    [
      'a former key that no token can be checked with',
      'RS256',
      async () => {
        const { privateKey } = generateKeyPairSync('dsa', {
          modulusLength: 1024,
          divisorLength: 160,
        })
        const files = await keyFiles(newKeys('RS256'))
        const own = await readFile(files.JWT_PUBLIC_KEY_FILE, 'utf8')
        const former = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' })
        return { ...files, JWT_PUBLIC_KEY_FILE: await textFile(`${own}${former}`) }
      },
      'JWT_PUBLIC_KEY_FILE: ',
    ],
    [
      'a key of another algorithm',
      'RS256',
      () => keyFiles(newKeys('ES256')),
      'JWT_PRIVATE_KEY_FILE: ',
    ],
    [
      'a key of another algorithm',
      'ES256',
      () => keyFiles(newKeys('RS256')),
      'JWT_PRIVATE_KEY_FILE: ',
    ],
    [
      'a public key that belongs to another private one',
      'ES256',
      async () => ({
        ...(await keyFiles(newKeys('ES256'))),
        JWT_PUBLIC_KEY_FILE: (await keyFiles(newKeys('ES256'))).JWT_PUBLIC_KEY_FILE,
      }),
      'JWT_PUBLIC_KEY_FILE: ',
    ],
  ] as const)(
    'keep the server from starting: %s, %s',
    async (_case, algorithm, variables, line) => {
      const env = await variables()
      const error: unknown = await startWorld({
        GRAPHQL_JWT: { JWT_ALGORITHM: algorithm },
        env,
        people: [],
      }).then(
        () => 'It starts.',
        (reason: unknown) => reason,
      )
      expect(error).toBeInstanceOf(StartError)
      expect(error).toMatchObject({ lines: [expect.stringContaining(line)] })
    },
  )
})

async function textFile(text: string): Promise<string> {
  const file = join(await temporaryFolder(), 'key.pem')
  await writeFile(file, text)
  return file
}
