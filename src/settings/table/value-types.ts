import { BEHAVIOUR_TYPES } from '../values/behaviour-types.js'
import { SHAPE_TYPES } from './shape-types.js'

/** One entry per type of setting. */
export const VALUE_TYPES = { ...BEHAVIOUR_TYPES, ...SHAPE_TYPES }

export type SettingTypeName = keyof typeof VALUE_TYPES
