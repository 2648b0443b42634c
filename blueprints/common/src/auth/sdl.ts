/** Fields by name: their types like `String!`, each alone or with a description. */
export type SdlFields = Readonly<Record<string, string | readonly [type: string, text: string]>>

/** What the answer of every mutation has. */
export const EVERY_RESULT: SdlFields = {
  success: ['Boolean', 'Whether it was done.'],
  errors: ['ExpectedErrorType', 'The problems by field, or null.'],
  fieldErrors: ['[FieldError!]', 'The problems as a list, or null.'],
}

/** Fields or arguments as SDL. */
export function linesOf(fields: SdlFields = {}): string[] {
  return Object.entries(fields).map(([name, field]) => {
    const [type, text] = typeof field === 'string' ? [field] : field
    return `${description(text)}${name}: ${type}`
  })
}

/** A description as it stands before what it describes. */
export function description(text: string | undefined): string {
  return text === undefined ? '' : `${JSON.stringify(text)} `
}
