import { migrationName, purposeOf } from '../../model/migration/describe.js'
import type { Step } from '../../model/migration/step.js'
import type { UserMigration } from '../../model/migration/user-migration.js'
import { fill } from '../engine.js'
import { bracketed, literal, templateText } from '../layout.js'

/** Where statements of a migration stand. */
const INDENT = 4
const MARGIN = ' '.repeat(INDENT)

/** Everything that the blueprint of a migration asks for. */
export function changeMigrationView(migration: UserMigration, timestamp: number) {
  const steps = [...migration.up, ...migration.down]
  return {
    className: `${pascal(migrationName(migration))}${timestamp}`,
    purpose: purposeOf(migration),
    up: migration.up.map(statement),
    down: migration.down.map(statement),
    refuses: steps.some(({ kind }) => kind === 'refuse'),
    fillsKeys: steps.some(({ kind }) => kind === 'fill-key'),
  }
}

function statement(step: Step): string {
  switch (step.kind) {
    case 'sql':
      return call('runner.query', [sqlText(step.sql)])
    case 'refuse':
      return call('refuseIfAny', ['runner', sqlText(step.from), literal(step.reason)])
    case 'fill-key':
      return call('fillKey', ['runner', `{ column: '${step.column}', of: '${step.of}' }`])
    case 'drop-refresh-tokens':
      return call('runner.query', [sqlText('DROP TABLE "refresh_tokens"')])
    case 'create-refresh-tokens':
      return fill({ path: '_partials/refresh-tokens-table.ejs', delimiter: '%' }, {}).trimEnd()
  }
}

function call(name: string, args: string[]): string {
  const before = `await ${name}`
  return `${MARGIN}${before}${bracketed('()', args, { before, indent: INDENT })}`
}

/** SQL quotes names with double quotes and texts with single ones. */
function sqlText(sql: string): string {
  return sql.includes("'") ? `\`${templateText(sql)}\`` : `'${sql}'`
}

/** `add-phone` -> `AddPhone` */
function pascal(name: string): string {
  return name.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase())
}
