import type { PoolOptions } from 'mysql2'
import { isNearby } from '../nearby.js'
import { parseServerUrl, type ServerUrl, serverUrl } from './server-url.js'
import { readTlsFiles, UrlProblem } from './tls.js'

/** DATABASE_URL; the default is the database that compose.yaml starts. */
export const databaseUrl = serverUrl(addressOf).default(
  '<%= database.url %>',
)

/** @returns the URL as it is */
export function locate(url: string, _projectFolder: string): string {
  return url
}

/** Whether the connection is unencrypted. */
export function isInTheClear(url: string): boolean {
  const { host, tls, socketPath } = addressOf(url)
  return tls === null && socketPath === undefined && !isNearby(host)
}

/** The address of a server. */
export interface Address extends ServerUrl {
  socketPath: string | undefined
}

const SOCKETS = ['socketPath', 'socket']

/** Options of the driver that this server sets in its own way, whatever the URL says. */
const OURS = [
  ...['charset', 'timezone', 'dateStrings', 'typeCast', 'connectTimeout', 'connectionLimit'],
  ...['supportBigNumbers', 'bigNumberStrings', 'decimalNumbers', 'stringifyObjects'],
]

/** @throws UrlProblem for a URL that cannot be heeded */
export function addressOf(text: string): Address {
  const url = parseServerUrl(text, {
    schemes: ['mysql', 'mariadb'],
    options: [...SOCKETS, ...OURS],
    advice: {},
  })
  if (url.database === '') throw new UrlProblem('names no database: mysql://…@HOST:PORT/NAME')
  const [socketPath, other] = SOCKETS.flatMap((name) => url.options.get(name) ?? [])
  if (other) throw new UrlProblem(`use only one of ${SOCKETS.join(', ')}`)
  return { ...url, socketPath }
}

/** An address for the driver; empty members keep the driver's defaults. */
export function driverOptions({ tls, socketPath, ...address }: Address): PoolOptions {
  const { host, port, user, password, database } = address
  return {
    ...{ user, password, database },
    ...(host && { host }),
    ...(port && { port }),
    ...(socketPath && { socketPath }),
    ...(tls && {
      ssl: {
        rejectUnauthorized: tls.verify !== 'nothing',
        verifyIdentity: tls.verify === 'identity',
        ...readTlsFiles(tls),
      },
    }),
  }
}
