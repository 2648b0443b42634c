/**
 * The version of the settings: it grows whenever a setting is renamed, split, or means something else.
 * The base of a project says of which version its graphql-auth.json is.
 */
export const SETTINGS_VERSION = 1

type Content = Readonly<Record<string, unknown>>

/** How the content of a settings file of one version becomes that of the next. */
export interface SettingsUpgrade {
  /** The version that it leads to, from the one before. */
  to: number
  /** Must leave alone what has the new form already: users read the documentation first. */
  apply(content: Content): Content
}

/** Every change of the settings so far, oldest first. */
export const UPGRADES: readonly SettingsUpgrade[] = []

/**
 * The content of a settings file in the form of this generator.
 *
 * @param content valid or not: parseSettings judges the result
 * @param version the version that it was written for
 */
export function upgradeSettings(
  content: Content,
  version: number,
  upgrades: readonly SettingsUpgrade[] = UPGRADES,
): Content {
  return upgrades
    .filter(({ to }) => to > version)
    .reduce((current, upgrade) => upgrade.apply(current), content)
}
