import type { Action } from '../auth/mutation.js'
import { cleanFields, completeValues, type Fields, type Values } from './form.js'

/** The form of a mutation whose fields can be checked one by one. */
export function input<F extends Fields>(fields: F): (action: Action) => Promise<Values<F>> {
  return async ({ args }) => completeValues(fields, cleanFields(fields, args))
}

/** The form of a mutation that asks for nothing, or for a confirmation at most. */
export async function noInput(): Promise<null> {
  return null
}
