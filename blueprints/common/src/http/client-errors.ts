import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { type Answer, COMMON_HEADERS, problem } from './answer.js'

/** In milliseconds: a connection that is closed with bytes unread may lose the answer. */
const LINGER = 1000

/** The newest exchange of a connection: the last one to be answered. */
interface Exchange {
  request: IncomingMessage
  response: ServerResponse
}

/** Answers what never becomes a request, in the way of all other answers, and ends the connection. */
export function answerClientErrors(server: Server): void {
  const newest = new WeakMap<Duplex, Exchange>()
  const ended = new WeakSet<Duplex>()

  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    newest.set(request.socket, { request, response })
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (ended.has(socket)) return
    ended.add(socket)
    if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy()
    const answer = answerTo(error)
    const { request, response } = newest.get(socket) ?? {}
    const isAnswered = !response || response.writableEnded
    if (isAnswered) endWith(socket, answer)
    // What came whole is answered first.
    else if (request?.complete) response.once('close', () => endWith(socket, answer))
    else if (response.headersSent) socket.destroy()
    else endWith(socket, answer)
  })
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => {})
    endWith(
      socket,
      problem(405, 'METHOD_NOT_ALLOWED', 'This server is not a proxy.', { allow: 'GET, POST' }),
    )
  })
}

function answerTo({ code }: NodeJS.ErrnoException): Answer {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return problem(431, 'HEADERS_TOO_LARGE', 'The headers are too large.')
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return problem(413, 'REQUEST_ENTITY_TOO_LARGE', 'The body is too large.')
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return problem(408, 'REQUEST_TIMEOUT', 'The request took too long.')
    default:
      return problem(400, 'BAD_REQUEST', 'This is not an HTTP/1.1 request.')
  }
}

function endWith(socket: Duplex, { status, body, headers }: Answer): void {
  if (!socket.writable) return void socket.destroy()
  const lines = [...COMMON_HEADERS, ...headers].map(([name, value]) => `${name}: ${value}`)
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, 'connection: close']
  const length = `content-length: ${Buffer.byteLength(body)}`
  socket.end([...head, length, '', body].join('\r\n'))
  socket.resume()
  setTimeout(() => socket.destroy(), LINGER).unref()
}
