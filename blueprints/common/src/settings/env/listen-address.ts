import { isIPv6 } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'

/** The address for Node.js to listen at: a port, or a Unix socket or Windows pipe. */
export type ListenAddress = { host: string; port: number } | { path: string }

/** PORT: a number, or the path of a Unix socket or Windows pipe. */
export const port = z
  .string()
  .default('8000')
  .refine(
    (text) => isPath(text) || (/^\d{1,5}$/.test(text) && Number(text) <= 65_535),
    'must be a number from 0 to 65535, or the path of a socket, like /run/app/app.sock',
  )

/** HOST: an address or a name. IPv6 addresses may stand in brackets, as in URLs. */
export const host = z
  .string()
  .transform((text) => text.replace(/^\[(.*)\]$/, '$1'))
  .refine(
    (text) => isIPv6(text) || /^[\w.-]+$/.test(text),
    'must be an address or a name without a port, like 127.0.0.1, :: or localhost',
  )
  .optional()

/** @param projectFolder where the path of a socket may begin */
export function listenAddress(port: string, host: string, projectFolder: string): ListenAddress {
  if (!isPath(port)) return { host, port: Number(port) }
  return { path: isPipe(port) ? port : resolve(projectFolder, port) }
}

/** As people write it: `http://[::1]:8000`, or as nginx has it: `http://unix:/run/app.sock:`. */
export function urlOf(address: ListenAddress): string {
  if ('path' in address) return `http://unix:${address.path}:`
  const { host, port } = address
  return `http://${isIPv6(host) ? `[${host.replace('%', '%25')}]` : host}:${port}`
}

/** Pipes of Windows are not files. */
export function isPipe(path: string): boolean {
  return /^[\\/]{2}[.?][\\/]pipe[\\/]/i.test(path)
}

function isPath(text: string): boolean {
  return /[\\/]/.test(text) && !text.includes('\0')
}
