/** A text as standard SQL has it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
