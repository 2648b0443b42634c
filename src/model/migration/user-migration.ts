import type { Settings } from '../../settings/types.js'
import { type ColumnChange, diffColumns, reverse } from '../column-changes.js'
import { userColumns } from '../columns.js'
import { dialectOf } from '../dialects.js'
import { columnRenames, type FieldRenames, findRenames, originOf } from '../renames.js'
import { type UserModel, userModel, usernameKey } from '../user-model.js'
import { columnSteps } from './column-steps.js'
import type { Step } from './step.js'

/** What other settings change in the tables, and the steps there and back. */
export interface UserMigration {
  changes: ColumnChange[]
  /** The table of refresh tokens comes or goes with JWT_LONG_RUNNING_REFRESH_TOKEN. */
  refreshTokens: 'added' | 'dropped' | null
  up: Step[]
  down: Step[]
}

/** The settings of the last run and of this one. */
export interface SettingsChange {
  before: Settings
  after: Settings
  /** What --rename says. */
  renames: FieldRenames
}

/**
 * What a change of settings means for tables with rows of one database, or the lines that say why
 * it cannot be.
 */
export function userMigration(change: SettingsChange): UserMigration | { problems: string[] } {
  const { before, after } = change
  const models = { before: userModel(before), after: userModel(after) }
  const found = findRenames(models, change.renames)
  if ('problems' in found) return found
  const problem = emailProblem(models, found.renames) ?? keyProblem(models)
  if (problem) return { problems: [problem] }

  const dialect = dialectOf(after.database)
  const [old, current] = [userColumns(models.before), userColumns(models.after)]
  const renames = columnRenames(models, found.renames)
  const changes = diffColumns(old, current, renames)
  const back = diffColumns(current, old, reverse(renames))
  const refreshTokens = refreshTokenChange(before, after)
  return {
    changes,
    refreshTokens,
    up: [
      ...columnSteps(changes, { dialect, after: current, backfill: 'nothing' }),
      ...refreshTokenSteps(refreshTokens === 'added', refreshTokens),
    ],
    down: [
      ...columnSteps(back, { dialect, after: old, backfill: 'placeholder' }),
      ...refreshTokenSteps(refreshTokens === 'dropped', refreshTokens),
    ],
  }
}

/** Addresses belong to accounts and are verified: another column cannot just take their place. */
function emailProblem(models: Parameters<typeof originOf>[0], renames: FieldRenames) {
  const { email } = models.after
  return originOf(models, renames, email.name) === models.before.email.name
    ? null
    : `EMAIL_FIELD: "${email.name}" cannot replace "${models.before.email.name}", whose addresses are verified; choose a new name to rename it`
}

/** The key of a username goes with it, and what is in its way cannot go at the same time. */
function keyProblem({ before, after }: Parameters<typeof originOf>[0]): string | null {
  const taken = takenByKey(after, before) ?? takenByKey(before, after)
  return taken === null
    ? null
    : `USERNAME_FIELD: "${taken}" uses the column for the canonical form of the username; rename or drop it in another run`
}

/** The field of one model that has the column which the other needs. */
function takenByKey(model: UserModel, other: UserModel): string | null {
  if (!model.hasUsername) return null
  const { column } = usernameKey(model)
  return other.extras.find((field) => field.column === column)?.name ?? null
}

function refreshTokenChange(before: Settings, after: Settings): UserMigration['refreshTokens'] {
  const [had, has] = [before, after].map(
    ({ GRAPHQL_JWT }) => GRAPHQL_JWT.JWT_LONG_RUNNING_REFRESH_TOKEN,
  )
  if (had === has) return null
  return has ? 'added' : 'dropped'
}

function refreshTokenSteps(creates: boolean, change: UserMigration['refreshTokens']): Step[] {
  if (change === null) return []
  return [{ kind: creates ? 'create-refresh-tokens' : 'drop-refresh-tokens' }]
}
