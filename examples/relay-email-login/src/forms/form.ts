import { type FieldProblem, FormError, type FormErrors } from '../errors/form-error.js'

/** The result of a field: the cleaned value, or all its problems. */
export type Cleaned<T> = { value: T } | { problems: FieldProblem[] }

/** Reads one argument. `undefined` and null both mean that it was not given. */
export interface Field<T> {
  clean(input: unknown): Cleaned<T>
}

export type Fields = Record<string, Field<unknown>>

/** Those of a mutation that reads none. */
export type NoFields = Record<never, never>

/** The values of a form whose fields are all fine. */
export type Values<F extends Fields> = {
  [Name in keyof F]: F[Name] extends Field<infer T> ? T : never
}

/** The result of cleaning every field: the valid values, and the problems of the others. */
export interface CleanedFields<F extends Fields> {
  values: Partial<Values<F>>
  errors: FormErrors
}

/** Cleans every field, so that all problems are reported at once. */
export function cleanFields<F extends Fields>(
  fields: F | undefined,
  input: Record<string, unknown>,
): CleanedFields<F> {
  const values: Partial<Values<F>> = {}
  const errors: FormErrors = {}
  for (const [name, field] of Object.entries<Field<unknown>>(fields ?? {})) {
    const cleaned = field.clean(input[name])
    if ('problems' in cleaned) errors[name] = cleaned.problems
    else Object.assign(values, { [name]: cleaned.value })
  }
  return { values, errors }
}

/** The values, when nothing is wrong. @throws FormError with every problem found. */
export function completeValues<F extends Fields>(
  fields: F | undefined,
  { values, errors }: CleanedFields<F>,
): Values<F> {
  if (Object.keys(errors).length > 0 || !isComplete(fields, values)) throw new FormError(errors)
  return values
}

/** Adds a problem behind those that the field has already. */
export function addProblems(errors: FormErrors, field: string, problems: FieldProblem[]): void {
  if (problems.length > 0) errors[field] = [...(errors[field] ?? []), ...problems]
}

function isComplete<F extends Fields>(
  fields: F | undefined,
  values: Partial<Values<F>>,
): values is Values<F> {
  return Object.keys(fields ?? {}).every((name) => name in values)
}
