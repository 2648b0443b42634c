import { connect } from 'node:net'
import { expect } from 'vitest'
import { INSIDES } from './insides.js'
import { startProcesses } from './processes.js'
import { createRandom } from './random.js'
import { wildBytes } from './wild-bytes.js'

const AT_ONCE = 16

/** In milliseconds: what is not answered by then is not answered. */
const PATIENCE = 20_000

/** Holds a server in a process of its own to what it promises, whatever comes by connections. */
export async function withstand(count: number): Promise<void> {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
  const random = createRandom(seed)
  const options = { people: [], GRAPHQL_AUTH: { GRAPHIQL: true } }
  const [server] = (await startProcesses(1, options)).servers
  if (!server) throw new Error('No server was started.')

  for (let done = 0; done < count; done += AT_ONCE) {
    const wild = Array.from({ length: AT_ONCE }, () => wildBytes(random))
    await Promise.all(
      wild.map(async (bytes) => {
        const where = `SEED=${seed}: ${JSON.stringify(bytes.toString('latin1').slice(0, 2000))}`
        expectAnswers(await answersTo(server.url, bytes), where)
      }),
    )
  }
  expect((await fetch(`${server.url}/ready`)).status, `SEED=${seed}`).toBe(200)
  expect(server.output(), `SEED=${seed}`).not.toMatch(/unexpected_error|unhandled|uncaught|Error/)
  expect(await server.kill('SIGTERM')).toBe(0)
}

/** Sends bytes and no more of them. @returns what comes back until the connection ends */
function answersTo(url: string, bytes: Buffer): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true })
  socket.end(bytes)
  let answers = ''
  socket.setEncoding('latin1')
  socket.on('data', (text) => {
    answers += text
  })
  return new Promise((resolve) => {
    socket.setTimeout(PATIENCE, () => socket.destroy())
    socket.on('error', () => {})
    socket.on('close', () => resolve(answers))
  })
}

function expectAnswers(text: string, where: string): void {
  const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))
  expect(text, where).toMatch(/^HTTP\/1\.1 \d{3} /)
  for (const status of statuses) expect(status, where).toBeLessThan(500)
  // The page of GraphiQL has all of its code in it.
  if (!text.includes('<!doctype html>')) expect(text, where).not.toMatch(INSIDES)
  expect(text, where).not.toContain('INTERNAL_SERVER_ERROR')
  // Whatever has a body is JSON; that of HEAD is left out.
  const [last = ''] = text.split(/HTTP\/1\.1 \d{3} /).slice(-1)
  const [head = '', body = ''] = last.split('\r\n\r\n')
  if (body !== '')
    expect(head, where).toMatch(/^content-type: (application\/|text\/|multipart\/)/im)
}
