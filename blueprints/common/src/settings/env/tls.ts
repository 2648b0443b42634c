import { readTextFile } from '../../process/project-files.js'

/** How a connection is encrypted. */
export interface Tls {
  /** Of the certificate of the server: nothing, who signed it, or also whose it is. */
  verify: 'nothing' | 'authority' | 'identity'
  /** Paths of PEM files. */
  ca: string | undefined
  cert: string | undefined
  key: string | undefined
}

/** Why the options of a URL cannot be used. */
export class UrlProblem extends Error {}

/** What libraries call the option that says whether to encrypt: `sslmode`, `ssl-mode`, `useSSL`… */
const MODES = ['sslmode', 'ssl', 'tls', 'usessl', 'sslaccept']
const FILES = {
  ca: ['sslrootcert', 'sslca'],
  cert: ['sslcert'],
  key: ['sslkey'],
}

const VERIFY: Record<string, Tls['verify'] | 'off'> = {
  ...{ disable: 'off', disabled: 'off', false: 'off', 0: 'off' },
  ...{ require: 'nothing', required: 'nothing', 'no-verify': 'nothing' },
  ...{ 'skip-verify': 'nothing', 'accept-invalid-certs': 'nothing' },
  '{"rejectunauthorized":false}': 'nothing',
  'verify-ca': 'authority',
  ...{ 'verify-full': 'identity', 'verify-identity': 'identity', strict: 'identity' },
  ...{ true: 'identity', 1: 'identity' },
  '{"rejectunauthorized":true}': 'identity',
}

/** Modes that fall back to no encryption if the server has no TLS. */
const OPPORTUNISTIC = ['allow', 'prefer', 'preferred']

/** Whether an option of a URL is one of those below, however it is spelled. */
export function isTlsOption(name: string): boolean {
  return [...MODES, ...Object.values(FILES).flat()].includes(plain(name))
}

/**
 * What the options of a URL ask for, in the words of libpq, of MySQL or of their drivers.
 *
 * @returns null where they ask for nothing, or for none
 * @throws UrlProblem for what cannot be done: a connection is never less safe than it was asked for
 */
export function tlsOf(options: ReadonlyMap<string, string>): Tls | null {
  const file = (kind: keyof typeof FILES) => one(options, FILES[kind])?.value
  const [ca, cert, key] = [file('ca'), file('cert'), file('key')]
  const mode = one(options, MODES)
  const verify = mode ? verifyOf(mode) : 'identity'
  const isAskedFor = mode || ca || cert || key
  if (!isAskedFor || verify === 'off') return null
  if (verify === 'authority' && (!ca || ca === 'system')) {
    throw new UrlProblem(`${mode?.name}=${mode?.value} needs the file of a trusted authority`)
  }
  if (Boolean(cert) !== Boolean(key)) {
    throw new UrlProblem('a client certificate needs its key, and a key its certificate')
  }
  if (ca === 'system') return { verify: 'identity', ca: undefined, cert, key }
  // As libpq does: who names an authority wants it to be asked.
  return { verify: verify === 'nothing' && ca ? 'authority' : verify, ca, cert, key }
}

/** The files as a driver takes them. @throws StartError when one cannot be read */
export function readTlsFiles({ ca, cert, key }: Tls) {
  const read = (file: string | undefined) =>
    file === undefined ? {} : { text: readTextFile(file, 'DATABASE_URL') }
  return { ca: read(ca).text, cert: read(cert).text, key: read(key).text }
}

function verifyOf({ name, value }: Option): Tls['verify'] | 'off' {
  const word = value.toLowerCase().replaceAll('_', '-').replaceAll(' ', '')
  if (OPPORTUNISTIC.includes(word)) {
    throw new UrlProblem(
      `${name}=${value} may fall back to an unencrypted connection: use disable or require`,
    )
  }
  const verify = Object.hasOwn(VERIFY, word) ? VERIFY[word] : undefined
  if (verify) return verify
  throw new UrlProblem(
    `${name}=${value} is unknown: use disable, require, verify-ca or verify-full (verify-identity)`,
  )
}

interface Option {
  name: string
  value: string
}

function one(options: ReadonlyMap<string, string>, names: readonly string[]): Option | undefined {
  const found = [...options].filter(([name]) => names.includes(plain(name)))
  if (found.length > 1) {
    throw new UrlProblem(`use only one of ${found.map(([name]) => name).join(', ')}`)
  }
  return found.map(([name, value]) => ({ name, value }))[0]
}

/** `ssl-mode`, `ssl_mode` and `sslMode` are the same. */
function plain(name: string): string {
  return name.replace(/[-_]/g, '').toLowerCase()
}
