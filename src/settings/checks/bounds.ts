import { depthProblems } from '../values/file.js'
import { isRecord } from '../values/json.js'
import { type Problem, problemsOf } from '../values/messages.js'

/** The tables of MySQL have room for about as many columns, those of others for a few more. */
const MOST_FIELDS = 1000

/** What keeps a file from being looked at any closer. */
export function boundsProblems(file: Record<string, unknown>): Problem[] {
  const fields = isRecord(file.USER_FIELDS) ? Object.keys(file.USER_FIELDS).length : 0
  const tooMany = [`has ${fields} fields; a table can have at most ${MOST_FIELDS}`]
  return [...problemsOf('USER_FIELDS', fields > MOST_FIELDS ? tooMany : []), ...depthProblems(file)]
}
