import {
  createHash,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto'
import { readFileSync } from 'node:fs'
import jwt from 'jsonwebtoken'
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

type Algorithm = Settings['GRAPHQL_JWT']['JWT_ALGORITHM']

/**
 * Keys are made once: checking a token with a key object takes a twentieth of the time that it
 * takes with the text of the key.
 *
 * @throws StartError when the algorithm asks for key files that are missing or no keys
 */
export function loadKeys(env: Env, algorithm: Algorithm): Keys {
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

function keyPair(env: Env, algorithm: Algorithm): Keys {
  const privateKey = readKey('JWT_PRIVATE_KEY_FILE', env.jwtPrivateKeyFile, createPrivateKey)
  requireFit(privateKey, algorithm)
  const publicKey = createPublicKey(privateKey)
  if (env.jwtPublicKeyFile) requireSame(publicKey, env.jwtPublicKeyFile)
  const id = keyId(publicKey.export({ type: 'spki', format: 'der' }))
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: id, alg: algorithm, use: 'sig' }
  return { signing: { id, key: privateKey }, verifying: new Map([[id, publicKey]]), public: [jwk] }
}

/** @param parse makes a key of PEM */
function readKey(
  variable: string,
  file: string | undefined,
  parse: (pem: Buffer) => KeyObject,
): KeyObject {
  if (!file) throw new StartError([`${variable}: is missing: JWT_ALGORITHM asks for a key pair`])
  const pem = readPem(variable, file)
  try {
    return parse(pem)
  } catch {
    throw new StartError([`${variable}: ${file} holds no such key in PEM`])
  }
}

function readPem(variable: string, file: string): Buffer {
  try {
    return readFileSync(file)
  } catch {
    throw new StartError([`${variable}: cannot read ${file}`])
  }
}

/** A key of another kind, or one that is too short, would be noticed at the first login only. */
function requireFit(privateKey: KeyObject, algorithm: Algorithm): void {
  try {
    jwt.sign({}, privateKey, { algorithm })
  } catch {
    throw new StartError([`JWT_PRIVATE_KEY_FILE: is no key that ${algorithm} can sign with`])
  }
}

function requireSame(publicKey: KeyObject, file: string): void {
  const given = readKey('JWT_PUBLIC_KEY_FILE', file, createPublicKey)
  if (given.equals(publicKey)) return
  throw new StartError(['JWT_PUBLIC_KEY_FILE: does not belong to JWT_PRIVATE_KEY_FILE'])
}

/** Names a key without saying anything about it. */
function keyId(material: Buffer): string {
  return createHash('sha256').update('kid').update(material).digest('base64url').slice(0, 16)
}
