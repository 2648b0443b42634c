import { type DestinationStream, type Logger, pino } from 'pino'
import { isOfDatabase, isUnavailable, reasonOf } from './database/errors.js'
import type { Mode } from './settings/env/env.js'

/** Errors of the database carry the values of their statement: they stay out of the log. */
const serializers = {
  error(error: unknown) {
    if (!(error instanceof Error)) return String(error)
    const message = isOfDatabase(error) ? reasonOf(error) : error.message
    // Where there is no database to work with, no place in the code is the reason.
    return { type: error.name, message, ...(!isUnavailable(error) && { stack: error.stack }) }
  },
}

/**
 * The log: a JSON object a line in production, plain lines while developing. Nothing secret goes
 * in: no password, no token, no mail body.
 *
 * @param destination where the lines of production go instead of standard output
 */
export function createLog(mode: Mode, destination?: DestinationStream): Logger {
  if (mode === 'development') {
    const transport = { target: 'pino-pretty', options: { ignore: 'pid,hostname' } }
    return pino({ serializers, transport })
  }
  const options = { serializers, level: mode === 'test' ? 'warn' : 'info' }
  return destination ? pino(options, destination) : pino(options)
}
