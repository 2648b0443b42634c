import { connect } from 'node:net'
import { text } from 'node:stream/consumers'

/** Sends bytes as they are. @returns everything that comes back until the connection ends */
export function raw(url: string, request: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.write(typeof request === 'string' ? Buffer.from(request, 'latin1') : request)
  return text(socket)
}

/** One answer as it came. */
export interface RawAnswer {
  status: number
  headers: Headers
  body: string
}

/** @returns the first answer of what came back. @throws when it is not one of HTTP */
export function parseAnswer(answer: string): RawAnswer {
  const [, status, fields, body = ''] =
    /^HTTP\/1\.1 (\d{3}) [^\r\n]*\r\n((?:[^\r\n]+\r\n)*)\r\n(.*)$/s.exec(answer) ?? []
  if (status === undefined || fields === undefined) {
    throw new Error(`This is not an answer: ${JSON.stringify(answer.slice(0, 300))}`)
  }
  const headers = new Headers()
  for (const line of fields.split('\r\n').filter((one) => one !== '')) {
    const colon = line.indexOf(':')
    headers.append(line.slice(0, colon), line.slice(colon + 1).trim())
  }
  return { status: Number(status), headers, body }
}
