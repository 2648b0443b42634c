import {
  createHash,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Env } from '../settings/env.js'
import type { Settings } from '../settings/settings.js'
import { StartError } from '../settings/start-error.js'

/** The keys that access tokens are signed and checked with. */
export interface Keys {
  signing: { id: string; key: KeyObject }
  /** By key id: the current one and those that came before it. */
  verifying: ReadonlyMap<string, KeyObject>
  /** The public keys, as /.well-known/jwks.json shows them (RFC 7517). None for a shared secret. */
  public: JsonWebKey[]
}

/**
 * Keys are made once: checking a token with a key object takes a twentieth of the time that it
 * takes with the text of the key.
 *
 * @throws StartError when the algorithm asks for key files that are missing or no keys
 */
export function loadKeys(env: Env, algorithm: Settings['GRAPHQL_JWT']['JWT_ALGORITHM']): Keys {
  return algorithm.startsWith('HS') ? sharedSecret(env) : keyPair(env, algorithm)
}

function sharedSecret(env: Env): Keys {
  const [current, ...former] = [env.secretKey, ...env.secretKeyFallbacks].map((secret) => ({
    id: keyId(Buffer.from(secret)),
    key: createSecretKey(Buffer.from(secret)),
  }))
  if (!current) throw new StartError(['SECRET_KEY: is missing'])
  const verifying = new Map([...former, current].map(({ id, key }) => [id, key]))
  return { signing: current, verifying, public: [] }
}

function keyPair(env: Env, algorithm: string): Keys {
  const privateKey = createPrivateKey(readKey('JWT_PRIVATE_KEY_FILE', env.jwtPrivateKeyFile))
  const publicKey = env.jwtPublicKeyFile
    ? createPublicKey(readKey('JWT_PUBLIC_KEY_FILE', env.jwtPublicKeyFile))
    : createPublicKey(privateKey)
  const id = keyId(publicKey.export({ type: 'spki', format: 'der' }))
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: id, alg: algorithm, use: 'sig' }
  return { signing: { id, key: privateKey }, verifying: new Map([[id, publicKey]]), public: [jwk] }
}

function readKey(variable: string, file: string | undefined): Buffer {
  if (!file) throw new StartError([`${variable}: is missing: JWT_ALGORITHM asks for a key pair`])
  try {
    return readFileSync(file)
  } catch {
    throw new StartError([`${variable}: cannot read ${file}`])
  }
}

/** Names a key without saying anything about it. */
function keyId(material: Buffer): string {
  return createHash('sha256').update('kid').update(material).digest('base64url').slice(0, 16)
}
