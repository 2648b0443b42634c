import type { DefaultValue, FieldType } from '../settings/types.js'
import { storedMoment } from './stored-moment.js'

/** A default value as SQLite keeps it, where moments are texts that are compared as such. */
export function sqliteDefault(value: DefaultValue, type: FieldType): DefaultValue {
  return type === 'DateTime' ? storedMoment(String(value)) : value
}
