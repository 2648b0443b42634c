import { FIELD_TYPE_ENTRIES } from './field-value-types.js'
import { OBJECT_TYPES } from './object-value-types.js'
import { SCALAR_TYPES } from './scalar-value-types.js'

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

/** One entry a type of setting. */
export const VALUE_TYPES = {
  ...SCALAR_TYPES,
  ...OBJECT_TYPES,
  ...FIELD_TYPE_ENTRIES,
} satisfies Record<string, ValueType>

export type SettingTypeName = keyof typeof VALUE_TYPES
