import mysql from 'mysql2'
import { DatabaseUnavailable } from './errors.js'

type Done = (error: Error | null, connection?: mysql.PoolConnection) => void

/**
 * mysql2 as TypeORM uses it. By itself it lets callers wait for one of its connections for ever.
 *
 * @param session statements that each connection begins with
 * @param patience in milliseconds: the longest wait for a connection
 */
export function driverOf(session: readonly string[], patience: number) {
  return {
    createPool(options: mysql.PoolOptions) {
      const pool = mysql.createPool(options)
      pool.on('connection', (connection) => {
        // One that is cut off is not missed: the next statement gets another one.
        connection.on('error', () => {})
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
    done(new DatabaseUnavailable('There was no connection in time.'))
  }, patience)
  pool.getConnection((error, connection) => {
    clearTimeout(timer)
    if (!isLate) done(error, connection)
    else if (!error) connection.release()
  })
}
