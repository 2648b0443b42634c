import type { ColumnChange } from '../column-changes.js'
import { type Column, USERS } from '../columns.js'
import { isShortened } from '../losses.js'
import { type Alteration, becomesRequired, newValue } from './alter-column.js'
import type { Setting, Step } from './step.js'

/**
 * What stops a migration, looked at before anything is changed: not every database could take it back.
 * Columns have their old names here.
 */
export function checkSteps(changes: readonly ColumnChange[], setting: Setting): Step[] {
  return [
    ...changes.flatMap((change) =>
      change.kind === 'alter' ? alterationChecks(asItWas(change, changes), setting) : [],
    ),
    // A key is made of a value that everyone has.
    ...changes.flatMap((change) =>
      change.kind === 'add' ? additionChecks(change.column, changes, setting) : [],
    ),
  ]
}

/** @param value a column, or what becomes of it @param name as the reason tells it */
export function refuseDuplicates(name: string, value = `"${name}"`): Step {
  return {
    kind: 'refuse',
    from: `(SELECT ${value} FROM "${USERS}" WHERE "${name}" IS NOT NULL GROUP BY 1 HAVING COUNT(*) > 1) AS "shared"`,
    reason: `values of "${name}" belong to more than one user: change them first`,
  }
}

function alterationChecks(change: Alteration, { dialect }: Setting): Step[] {
  const { before, after } = change
  const { name } = before
  const { to, unfit } = dialect.conversion(before.type, after.type)
  const misfits = unfit(`"${name}"`)
  const length = `${dialect.textLength}(${to(`"${name}"`)})`
  const isUniqueAnew = after.unique && !(before.unique && before.type === after.type)
  return [
    ...refuseIf(misfits !== null, {
      where: misfits ?? '',
      reason: `values of "${name}" cannot become ${after.type}: change them first`,
    }),
    ...refuseIf(isShortened(before, after), {
      where: `${length} > ${after.maxLength}`,
      reason: `values of "${name}" are longer than ${after.maxLength} characters: shorten them first`,
    }),
    ...refuseIf(becomesRequired(change) && after.default === null, {
      where: `"${name}" IS NULL`,
      reason: `users have no "${name}": give them one first`,
    }),
    ...(isUniqueAnew ? [refuseDuplicates(name, newValue(change, dialect))] : []),
  ]
}

function refuseIf(
  isPossible: boolean,
  { where, reason }: Record<'where' | 'reason', string>,
): Step[] {
  return isPossible ? [{ kind: 'refuse', from: `"${USERS}" WHERE ${where}`, reason }] : []
}

/** Elsewhere they stand where the values are, so that the owner of the migration can put some there. */
function additionChecks(
  column: Column,
  changes: readonly ColumnChange[],
  setting: Setting,
): Step[] {
  const { dialect, backfill } = setting
  const { name, nullable, default: value, keyOf } = column
  if (!dialect.keepsEachStatement) return []
  if (keyOf !== null)
    return isAdded(keyOf, changes) ? [] : [nameCheck(column, keyOf, changes, setting)]
  if (nullable || value !== null || backfill === 'placeholder') return []
  const reason = `users would have no "${name}": set it in this migration, after ADD COLUMN, and delete this check`
  return [{ kind: 'refuse', from: `"${USERS}"`, reason }]
}

/** @param column of the usernames, by its new name */
function nameCheck(
  { maxLength }: Column,
  column: string,
  changes: readonly ColumnChange[],
  { dialect, after }: Setting,
): Step {
  const name = oldName(column, changes)
  const change = changes.find((one) => one.kind === 'alter' && one.after.name === column)
  return {
    kind: 'refuse-names',
    of: name,
    names: change?.kind === 'alter' ? newValue(asItWas(change, changes), dialect) : `"${name}"`,
    maxLength: after.find(({ name }) => name === column)?.maxLength ?? Number.POSITIVE_INFINITY,
    maxKeyLength: maxLength ?? Number.POSITIVE_INFINITY,
  }
}

function asItWas(change: Alteration, changes: readonly ColumnChange[]): Alteration {
  return { ...change, before: { ...change.before, name: oldName(change.before.name, changes) } }
}

function oldName(name: string, changes: readonly ColumnChange[]): string {
  const rename = changes.find((change) => change.kind === 'rename' && change.to === name)
  return rename?.kind === 'rename' ? rename.from.name : name
}

function isAdded(name: string, changes: readonly ColumnChange[]): boolean {
  return changes.some((change) => change.kind === 'add' && change.column.name === name)
}
