import { expect, test } from 'vitest'
import { upgradedFile } from '../../../src/regenerate/upgrade-file.js'
import {
  SETTINGS_VERSION,
  type SettingsUpgrade,
  UPGRADES,
  upgradeSettings,
} from '../../../src/settings/read/upgrade.js'

/** Two changes as later versions may bring them. */
const LATER: readonly SettingsUpgrade[] = [
  {
    to: 2,
    apply: ({ flavour, ...rest }) => (flavour === undefined ? rest : { ...rest, flavor: flavour }),
  },
  { to: 3, apply: (content) => ({ ...content, strict: content.strict ?? false }) },
]

test.each([
  [1, { flavour: 'relay' }, { flavor: 'relay', strict: false }],
  [1, { flavor: 'relay', strict: true }, { flavor: 'relay', strict: true }],
  [2, { flavour: 'relay' }, { flavour: 'relay', strict: false }],
  [3, { flavour: 'relay' }, { flavour: 'relay' }],
])('settings of version %i become those of today', (version, content, expected) => {
  expect(upgradeSettings(content, version, LATER)).toEqual(expected)
})

test('the newest upgrade leads to the version of the settings', () => {
  expect(UPGRADES.map(({ to }) => to)).toEqual(
    Array.from({ length: SETTINGS_VERSION - 1 }, (_, index) => index + 2),
  )
})

test('an upgraded file keeps order, layout and comments', () => {
  const text =
    '\uFEFF{\r\n    // Mine.\r\n    "database": "sqlite",\r\n    "flavour": "relay"\r\n}\r\n'
  const before = { database: 'sqlite', flavour: 'relay' }
  const after = { database: 'sqlite', flavor: 'relay' }
  expect(upgradedFile(text, before, after)).toBe(text.replace('flavour', 'flavor'))
})
