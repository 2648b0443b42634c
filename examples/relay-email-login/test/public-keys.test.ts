import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import jwt from 'jsonwebtoken'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { temporaryFolder } from './support/folder.js'
import { startServer, USERS } from './support/server.js'
import { user2 } from './support/users.js'

it('are none for a shared secret', async () => {
  const { url } = await startServer()

  expect(await keysOf(url)).toEqual([])
})

it('are those that tokens are signed with', async () => {
  const file = join(await temporaryFolder(), 'private.pem')
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const { url, logIn } = await startServer({
    fixtures: [USERS],
    GRAPHQL_JWT: { JWT_ALGORITHM: 'RS256' },
    env: { JWT_PRIVATE_KEY_FILE: file },
  })

  const { token } = await logIn(user2)
  const [key, ...others] = await keysOf(url)

  expect(others).toEqual([])
  expect(key).not.toHaveProperty('d')
  const publicKey = createPublicKey({ key: key ?? {}, format: 'jwk' })
  expect(jwt.verify(token, publicKey, { ignoreExpiration: true })).toHaveProperty('sub', '2')
})

const keySet = z.object({ keys: z.array(z.record(z.string(), z.string())) })

async function keysOf(url: string) {
  const response = await fetch(`${url}/.well-known/jwks.json`)
  return keySet.parse(await response.json()).keys
}
