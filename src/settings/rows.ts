import type { IdentityFields, Json } from './types.js'
import type { SettingTypeName } from './value-types.js'

export type SettingGroup = 'GRAPHQL_AUTH' | 'GRAPHQL_JWT'

/** Shape settings take effect with `regenerate`, behaviour settings at the next start. */
export type SettingKind = 'shape' | 'behaviour'

/** A default that follows from the names of the username and the e-mail field. */
export type DefaultFrom = (fields: IdentityFields) => Json

/** One setting. A setting that is not available is refused, with `refusal` as the reason. */
export interface SettingRow {
  group: SettingGroup
  name: string
  kind: SettingKind
  /** How a value is checked; null for a setting that takes none yet. */
  type: SettingTypeName | null
  default: Json | DefaultFrom
  /** What COMPATIBILITY "django" puts in the place of the default: the original's behaviour. */
  django?: Json
  description: string
  available: boolean
  refusal?: string
}

type MakeRow = (
  name: string,
  type: SettingTypeName,
  defaultValue: SettingRow['default'],
  description: string,
  more?: Pick<SettingRow, 'django'>,
) => SettingRow

/** Makers of the rows of one group, so that a row of the table is one line. */
export interface RowMakers {
  shape: MakeRow
  behaviour: MakeRow
  fromEnvironment: (name: string, variable: string, description: string) => SettingRow
}

/** Makers of rows for a group of settings. */
export function rowMakers(group: SettingGroup): RowMakers {
  const make =
    (kind: SettingKind): MakeRow =>
    (name, type, defaultValue, description, more) => ({
      group,
      name,
      kind,
      type,
      default: defaultValue,
      description,
      available: true,
      ...more,
    })
  const refuse = (name: string, kind: SettingKind, description: string, refusal: string) => ({
    ...{ group, name, kind, type: null, default: null, description },
    ...{ available: false, refusal },
  })
  return {
    shape: make('shape'),
    behaviour: make('behaviour'),
    fromEnvironment: (name, variable, description) =>
      refuse(
        name,
        'behaviour',
        description,
        `secrets and keys do not belong in the settings file; set ${variable} in the environment`,
      ),
  }
}
