import { once } from 'node:events'
import { createServer, type IncomingMessage, request as open, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { count } from './load-client.js'

/** A server behind a balancer. */
export interface Instance {
  /** Without a path. */
  url: string
}

/** Hands requests to its instances in turn. */
export interface Balancer<T extends Instance> {
  /** Without a path. */
  url: string
  add(instance: T): void
  remove(instance: T): void
  /** Those that get requests. */
  instances(): readonly T[]
  /** Those that left a request without an answer, and get none any more. */
  broken: ReadonlySet<T>
  /** How often an instance answered with a status. */
  statuses: ReadonlyMap<number, number>
}

/**
 * Starts a balancer that runs until the test ends. An answer is passed on when the whole of it is
 * there: who gets a 502 does not know whether the request was carried out.
 */
export async function startBalancer<T extends Instance>(first: readonly T[]): Promise<Balancer<T>> {
  const instances = [...first]
  const broken = new Set<T>()
  const statuses = new Map<number, number>()

  function next(): T | undefined {
    const instance = instances.shift()
    if (instance) instances.push(instance)
    return instance
  }

  function remove(instance: T): void {
    const index = instances.indexOf(instance)
    if (index >= 0) instances.splice(index, 1)
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const instance = next()
    if (!instance) return void response.writeHead(502).end()
    try {
      const { status, type, body } = await forward(request, instance)
      count(statuses, status)
      response.writeHead(status, { 'content-type': type }).end(body)
    } catch {
      broken.add(instance)
      remove(instance)
      response.writeHead(502).end()
    }
  }

  const server = createServer(handle).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The balancer has no address.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    add: (instance) => void instances.push(instance),
    remove,
    instances: () => instances,
    broken,
    statuses,
  }
}

/** @throws when the instance does not answer, or not to the end */
async function forward(request: IncomingMessage, { url }: Instance) {
  const { method, headers } = request
  // A connection that is kept could be closed by its instance just when it is used again.
  const passedOn = open(new URL(request.url ?? '/', url), { method, headers, agent: false })
  const answered = once(passedOn, 'response')
  passedOn.end(await buffer(request))
  const [response]: IncomingMessage[] = await answered
  if (!response) throw new Error('There is no answer.')
  const body = await buffer(response)
  const type = response.headers['content-type'] ?? ''
  return { status: response.statusCode ?? 0, type, body }
}
