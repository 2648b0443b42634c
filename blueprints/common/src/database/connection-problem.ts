import { StartError } from '../errors/start-error.js'
import { reasonOf } from './explain.js'

/** Why there is no connection to a server. */
export function connectionProblem(
  { host, database }: { host: string; database: string },
  error: unknown,
): StartError {
  if (error instanceof StartError) return error
  const reason = reasonOf(error)
  return new StartError([`DATABASE_URL: cannot connect to ${host}/${database}: ${reason}`])
}
