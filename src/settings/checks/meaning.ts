import type { Settings } from '../types.js'
import type { Problem } from '../values/messages.js'
import type { ModelField } from './model-fields.js'

/** What a check of meaning looks at. */
export interface Meaning {
  settings: Settings
  /** The fields of the user model. */
  fields: ReadonlyMap<string, ModelField>
}

/** A check of settings against the user model and each other. */
export interface MeaningCheck {
  /** Keys whose values must be valid by themselves, lest one mistake be reported twice. */
  needs: readonly string[]
  run(meaning: Meaning): Problem[]
}
