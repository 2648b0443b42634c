import type { FormErrors } from '../errors/form-error.js'

/** Problems as a list of sentences, with their fields in front. */
export function serializeErrors(errors: FormErrors): unknown {
  return Object.entries(errors).flatMap(([field, problems]) =>
    problems.map(({ message }) => `${field}: ${message}`),
  )
}
