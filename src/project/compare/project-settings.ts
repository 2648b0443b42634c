import { Failure } from '../../failure.js'
import { BASE_PATH, type Base } from '../../regenerate/base.js'
import type { ProjectSettings } from '../../regenerate/project-state.js'
import { upgradedFile } from '../../regenerate/upgrade-file.js'
import { parseFormerSettings, parseSettings } from '../../settings/read/parse.js'
import { SETTINGS_VERSION, upgradeSettings } from '../../settings/read/upgrade.js'
import { SETTINGS_FILE, type Settings, type SettingsFile } from '../../settings/types.js'
import { type ProjectPlace, shownPath } from '../read/find-project.js'
import { parseSettingsText, readSettingsText } from '../settings-file.js'
import { pathIn } from '../system/path-in.js'

/**
 * Reads graphql-auth.json.
 *
 * @param restored where the file itself is to be brought back, it says what it said in the last run
 * @throws Failure with every mistake in it
 */
export async function readProjectSettings(
  place: ProjectPlace,
  base: Base | null,
  restored: readonly string[],
): Promise<ProjectSettings> {
  const shown = shownPath(place, SETTINGS_FILE)
  const text = await readSettingsText(pathIn(place.root, SETTINGS_FILE), shown)
  if (text === null) return formerFile(shown, base, restored)
  const version = base?.settingsVersion ?? SETTINGS_VERSION
  const content = parseSettingsText(shown, text)
  const upgraded = upgradeSettings(content, version)
  const parsed = parse(shown, upgraded)
  if (version === SETTINGS_VERSION) return { ...parsed, said: upgraded, upgraded: null, notes: [] }
  return {
    ...parsed,
    said: upgraded,
    upgraded: upgradedFile(text, content, upgraded),
    notes: [`${SETTINGS_FILE}: settings v${version} -> v${SETTINGS_VERSION}`],
  }
}

/**
 * The settings that the last run had.
 *
 * @throws Failure where they make no sense: what has changed since could not be told, and never again
 */
export function formerSettings({ settings, settingsVersion }: Base): Settings {
  const parsed = parseFormerSettings(upgradeSettings(settings, settingsVersion))
  if (!('problems' in parsed)) return parsed.settings
  throw new Failure(
    'refused',
    parsed.problems.map(
      (problem) => `${BASE_PATH}: settings: ${problem}; restore the file, for example from git`,
    ),
  )
}

function formerFile(
  shown: string,
  base: Base | null,
  restored: readonly string[],
): ProjectSettings {
  if (!base || !restored.includes(SETTINGS_FILE)) {
    const how = base ? `; bring it back with --restore ${SETTINGS_FILE}` : ''
    throw new Failure('usage', [`cannot read ${shown}: no such file or directory${how}`])
  }
  const parsed = parse(shown, upgradeSettings(base.settings, base.settingsVersion))
  return { ...parsed, said: null, upgraded: null, notes: [] }
}

function parse(shown: string, content: unknown): { settings: Settings; file: SettingsFile } {
  const parsed = parseSettings(content)
  if (!('problems' in parsed)) return parsed
  throw new Failure(
    'usage',
    parsed.problems.map((problem) => `${shown}: ${problem}`),
  )
}
