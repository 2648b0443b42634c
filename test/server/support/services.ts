import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { Redis } from 'ioredis'
import { onTestFinished } from 'vitest'

const REDIS = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379'

/**
 * Whether Redis runs here. Where it does not, its tests are left out with a line that says so; with
 * REQUIRE_SERVICES=1 that is an error.
 */
export async function hasRedis(): Promise<boolean> {
  const redis = new Redis(REDIS, { lazyConnect: true, retryStrategy: () => null })
  redis.on('error', () => undefined)
  try {
    await redis.connect()
    return true
  } catch {
    if (process.env.REQUIRE_SERVICES === '1') throw new Error(`No Redis answers at ${REDIS}.`)
    console.warn(`No Redis answers at ${REDIS}: its tests are left out.`)
    return false
  } finally {
    redis.disconnect()
  }
}

/** A way to a service that can be closed and opened. */
export interface Proxy {
  /** On 127.0.0.1. */
  port: number
  /** Ends every connection and takes no more. */
  close(): Promise<void>
  open(): Promise<void>
  /** Takes connections, and lets nothing through any more; those that are there stay like that. */
  silence(): void
  /** Lets new connections through again. */
  endSilence(): void
}

/** A way to Redis, with keys of its own. */
export interface RedisProxy extends Proxy {
  url: string
}

/** @returns a proxy that is open until the test ends */
export async function startRedisProxy(): Promise<RedisProxy> {
  const { hostname, port } = new URL(REDIS)
  const proxy = await startProxy(hostname, Number(port || 6379))
  return { ...proxy, url: withOwnKeys(`redis://127.0.0.1:${proxy.port}`) }
}

/** The straight way to Redis, with keys of its own. */
export function redisUrl(): string {
  return withOwnKeys(REDIS)
}

function withOwnKeys(url: string): string {
  return `${url}?keyPrefix=test-${randomUUID()}:`
}

/** @returns a proxy that is open until the test ends */
export async function startProxy(host: string, port: number): Promise<Proxy> {
  const sockets = new Set<Socket>()
  let isSilent = false
  const server = createServer((socket) => {
    const target = connect(port, host)
    for (const [one, other] of [
      [socket, target],
      [target, socket],
    ] as const) {
      sockets.add(one)
      if (isSilent) one.resume()
      else one.pipe(other)
      one.on('error', () => undefined)
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
    }
  })
  let ownPort = 0

  async function open(): Promise<void> {
    server.listen(ownPort, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    ownPort = isAddress(address) ? address.port : 0
  }

  async function close(): Promise<void> {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }

  await open()
  onTestFinished(close)
  return {
    port: ownPort,
    close,
    open,
    silence() {
      isSilent = true
      for (const socket of sockets) socket.unpipe().resume()
    },
    endSilence() {
      isSilent = false
    },
  }
}

function isAddress(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === 'object' && address !== null
}
