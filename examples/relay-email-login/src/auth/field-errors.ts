import type { FieldProblem, FormErrors } from '../errors/form-error.js'

/** A problem with the field that it belongs to; null if it belongs to none. */
interface FieldError extends FieldProblem {
  field: string | null
}

/** The problems of `errors` as a list whose types clients know, whatever serializes `errors`. */
export function toFieldErrors(errors: FormErrors): FieldError[] {
  return Object.entries(errors).flatMap(([name, problems]) => {
    const field = name === 'nonFieldErrors' ? null : name
    return problems.map(({ message, code }) => ({ field, message, code }))
  })
}
