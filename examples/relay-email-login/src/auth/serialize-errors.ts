import type { FormErrors } from '../errors/form-error.js'

/** The shape of `errors` in answers: problems by field, or whatever else clients should get. */
export function serializeErrors(errors: FormErrors): unknown {
  return errors
}
