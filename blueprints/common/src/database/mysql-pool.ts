import { Socket } from 'node:net'
import mysql, { type TypeCastField, type TypeCastNext } from 'mysql2'
import { DatabaseUnavailable } from './errors.js'

/** Options that mysql2 lacks. */
interface Manners {
  /** Statements that each connection begins with. */
  session: readonly string[]
  /** In milliseconds: the longest wait for a connection. */
  patience: number
  /**
   * In milliseconds: a connection that says nothing for longer is ended, and what it was asked for
   * with it. 0 is never.
   */
  silence: number
}

type Done = (error: Error | null, connection?: mysql.PoolConnection) => void

/**
 * mysql2 as TypeORM uses it. By itself it lets callers wait for one of its connections forever, and
 * reads some numbers of sixteen digits, and moments of the first century, inexactly.
 */
export function driverOf({ session, patience, silence }: Manners) {
  return {
    createPool(options: mysql.PoolOptions) {
      const pool = mysql.createPool({ ...options, typeCast: exactly })
      pool.on('connection', (connection) => {
        // One that is cut off is not missed: the next statement gets another one.
        connection.on('error', () => {})
        const stream = 'stream' in connection ? connection.stream : null
        if (stream instanceof Socket) stream.setTimeout(silence, () => stream.destroy())
        for (const statement of session) {
          connection.query(statement, (error) => error && connection.destroy())
        }
      })
      return {
        getConnection: (done: Done) => connectionWithin(pool, patience, done),
        end: (done: (error: Error | null) => void) => pool.end(done),
      }
    },
  }
}

function connectionWithin(pool: mysql.Pool, patience: number, done: Done): void {
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    done(new DatabaseUnavailable('No connection was available in time.'))
  }, patience)
  pool.getConnection((error, connection) => {
    clearTimeout(timer)
    if (!isLate) done(error, connection)
    else if (!error) connection.release()
  })
}

/** JavaScript guesses at the year where a moment is not in the form of ISO 8601. */
function exactly(field: TypeCastField, next: TypeCastNext): unknown {
  if (field.type === 'DOUBLE') {
    const digits = field.string()
    return digits === null ? null : Number(digits)
  }
  if (field.type === 'DATETIME' || field.type === 'TIMESTAMP') {
    const moment = field.string()
    return moment === null ? null : new Date(`${moment.replace(' ', 'T')}Z`)
  }
  return next()
}
