import { type Logger, pino } from 'pino'
import type { Mode } from './settings/env.js'

export type { Logger }

/**
 * The log: a JSON object a line in production, plain lines while developing. Nothing secret goes
 * in: no password, no token, no mail body.
 */
export function createLog(mode: Mode): Logger {
  if (mode !== 'development') return pino({ level: mode === 'test' ? 'warn' : 'info' })
  return pino({ transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname' } } })
}
