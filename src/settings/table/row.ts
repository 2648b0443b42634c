import type { IdentityFields } from '../types.js'
import type { BehaviourTypeName } from '../values/behaviour-types.js'
import type { SettingGroup } from '../values/file.js'
import type { Json } from '../values/json.js'
import type { SettingTypeName } from './value-types.js'

/** Shape settings take effect with `regenerate`, behaviour settings at the next start. */
export type SettingKind = 'shape' | 'behaviour'

/** A default that follows from the names of the username and the e-mail field. */
export type DefaultFrom = (fields: IdentityFields) => Json

/** One setting. */
export interface SettingRow {
  group: SettingGroup
  name: string
  kind: SettingKind
  type: SettingTypeName
  default: Json | DefaultFrom
  /** What COMPATIBILITY "django" puts in the place of the default: the original's behaviour. */
  django?: Json
  description: string
}

type MakeRow<Type extends SettingTypeName> = (
  name: string,
  type: Type,
  defaultValue: SettingRow['default'],
  description: string,
  more?: Pick<SettingRow, 'django'>,
) => SettingRow

/** Makers of the rows of one group, so that a row of the table is one line. */
export interface RowMakers {
  shape: MakeRow<SettingTypeName>
  behaviour: MakeRow<BehaviourTypeName>
}

/** Makers of rows for a group of settings. */
export function rowMakers(group: SettingGroup): RowMakers {
  const make =
    (kind: SettingKind): MakeRow<SettingTypeName> =>
    (name, type, defaultValue, description, more) => ({
      group,
      name,
      kind,
      type,
      default: defaultValue,
      description,
      ...more,
    })
  return { shape: make('shape'), behaviour: make('behaviour') }
}
