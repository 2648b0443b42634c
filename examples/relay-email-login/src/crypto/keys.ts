import {
  createHash,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto'
import jwt from 'jsonwebtoken'
import { StartError } from '../errors/start-error.js'
import { readTextFile } from '../process/project-files.js'
import type { Env } from '../settings/env/env.js'
import type { Settings } from '../settings/settings.js'

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
  const own = toPublic(createPublicKey(privateKey))
  const former = formerKeys(env.jwtPublicKeyFile, own.key)
  const all = [own, ...former.map(toPublic)]
  return {
    signing: { id: own.id, key: privateKey },
    verifying: new Map(all.map(({ id, key }) => [id, key])),
    public: all.map(({ id, key }) => ({
      ...key.export({ format: 'jwk' }),
      ...{ kid: id, use: 'sig' },
      ...(isOfKind(key, own.key) && { alg: algorithm }),
    })),
  }
}

/** A former key may be of another algorithm: no one knows any more which one it was used with. */
function isOfKind(key: KeyObject, own: KeyObject): boolean {
  const curves = [key, own].map(({ asymmetricKeyDetails }) => asymmetricKeyDetails?.namedCurve)
  return key.asymmetricKeyType === own.asymmetricKeyType && curves[0] === curves[1]
}

function toPublic(key: KeyObject) {
  return { id: keyId(key.export({ type: 'spki', format: 'der' })), key }
}

/**
 * JWT_PUBLIC_KEY_FILE holds the public key of the private one; those that stand beside it came
 * before: what they signed is still good (S27).
 */
function formerKeys(file: string | undefined, own: KeyObject): KeyObject[] {
  if (!file) return []
  const keys = readKey('JWT_PUBLIC_KEY_FILE', file, createPublicKeys)
  if (!keys.some((key) => key.equals(own))) {
    throw new StartError(['JWT_PUBLIC_KEY_FILE: does not belong to JWT_PRIVATE_KEY_FILE'])
  }
  return keys.filter((key) => !key.equals(own))
}

/** The public keys of a PEM file, which may hold several. Each can be shown as RFC 7517 has it. */
function createPublicKeys(pem: string): KeyObject[] {
  const blocks = pem.match(/-----BEGIN [^-]+-----[^-]+-----END [^-]+-----/g)
  const keys = (blocks ?? ['']).map((block) => createPublicKey(block))
  for (const key of keys) key.export({ format: 'jwk' })
  return keys
}

/** @param parse makes a key of PEM */
function readKey<Key>(
  variable: string,
  file: string | undefined,
  parse: (pem: string) => Key,
): Key {
  if (!file) throw new StartError([`${variable}: is missing: JWT_ALGORITHM needs a key pair`])
  const pem = readTextFile(file, variable)
  try {
    return parse(pem)
  } catch {
    throw new StartError([`${variable}: ${file} does not contain such a key in PEM format`])
  }
}

/** A key of another kind, or one that is too short, would be noticed at the first login only. */
function requireFit(privateKey: KeyObject, algorithm: Algorithm): void {
  try {
    jwt.sign({}, privateKey, { algorithm })
  } catch {
    throw new StartError([`JWT_PRIVATE_KEY_FILE: is not a key that ${algorithm} can sign with`])
  }
}

/** Names a key without saying anything about it. */
function keyId(material: Buffer): string {
  return createHash('sha256').update('kid').update(material).digest('base64url').slice(0, 16)
}
