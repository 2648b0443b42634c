import { FIELD_TYPE_ENTRIES } from './field-value-types.js'
import { OBJECT_TYPES } from './object-value-types.js'
import { SCALAR_TYPES } from './scalar-value-types.js'
import type { ValueType } from './value-type.js'

/** One entry a type of setting. */
export const VALUE_TYPES = {
  ...SCALAR_TYPES,
  ...OBJECT_TYPES,
  ...FIELD_TYPE_ENTRIES,
} satisfies Record<string, ValueType>

export type SettingTypeName = keyof typeof VALUE_TYPES
