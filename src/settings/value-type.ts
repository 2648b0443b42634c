/** How the values of one kind of setting are checked, described and read. */
export interface ValueType {
  /** All that is wrong with a value, each as the end of a line that starts with the key. */
  check(value: unknown): string[]
  /** The JSON Schema of a value. */
  schema: Readonly<Record<string, unknown>>
  /** The zod schema of the rendered server, as code; it may use `z`,
   * `duration` and what limits.ts exports. */
  zod: string
}
