/** One mistake in the settings. */
export interface Problem {
  /** Path of the key: `GRAPHQL_AUTH.EMAIL_FROM`, `USER_FIELDS.phone`. */
  key: string
  /** What is wrong and what to do, as the end of a line that starts with the key. */
  text: string
}

/** The mistakes of one key. */
export function problemsOf(key: string, texts: readonly string[]): Problem[] {
  return texts.map((text) => ({ key, text }))
}

/** The line that a user reads. */
export function problemLine({ key, text }: Problem): string {
  return key === '' ? text : `${key}: ${text}`
}
