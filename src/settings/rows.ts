import type { SettingGroup, SettingKind, SettingRow } from './table.js'
import type { SettingTypeName } from './value-types.js'

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
