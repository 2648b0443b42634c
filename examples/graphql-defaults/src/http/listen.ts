import { once } from 'node:events'
import { lstat, unlink } from 'node:fs/promises'
import type { Server } from 'node:http'
import { connect } from 'node:net'
import { StartError } from '../errors/start-error.js'
import { isPipe, type ListenAddress } from '../settings/env/listen-address.js'

/** In bytes. Systems take no more, and Node.js would cut a longer path off. */
const LONGEST_PATH = 103

/** No one but the owner and the group of the process may connect to its socket. */
const SOCKET_UMASK = 0o117

/**
 * Begins to take connections.
 *
 * @returns the address, with the port that was free when 0 was asked for
 * @throws StartError when that cannot be
 */
export async function listen(server: Server, address: ListenAddress): Promise<ListenAddress> {
  if (!('path' in address)) {
    server.listen(address)
    await once(server, 'listening').catch(reportPort)
    const found = server.address()
    return found !== null && typeof found === 'object' ? { ...address, port: found.port } : address
  }
  if (!isPipe(address.path)) await makeRoom(address.path)
  // It is made before this returns, and removed when the server closes.
  const before = process.umask(SOCKET_UMASK)
  server.listen(address)
  process.umask(before)
  await once(server, 'listening').catch(reportPort)
  return address
}

/** A process that was killed leaves its socket behind. Anything else at that place is not ours. */
async function makeRoom(path: string): Promise<void> {
  if (Buffer.byteLength(path) > LONGEST_PATH) {
    throw new StartError([`PORT: a path of more than ${LONGEST_PATH} bytes: set another path`])
  }
  const found = await lstat(path).catch(() => null)
  if (!found) return
  if (!found.isSocket()) {
    throw new StartError([`PORT: ${path} exists and is not a socket: set another path`])
  }
  if (await isInUse(path)) {
    throw new StartError([`PORT: another server listens on ${path}: set another path`])
  }
  await unlink(path).catch(reportPort)
}

async function isInUse(path: string): Promise<boolean> {
  const socket = connect(path)
  try {
    await once(socket, 'connect')
    return true
  } catch (error) {
    // Any other reason, like a missing permission, says nothing about whether a server listens.
    return !(error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED')
  } finally {
    socket.destroy()
  }
}

function reportPort(error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error)
  throw new StartError([`PORT: cannot ${reason}: set another HOST or PORT`])
}
