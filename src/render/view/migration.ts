import type { Dialect } from '../../model/dialects.js'
import { migrationName, purposeOf } from '../../model/migration/describe.js'
import type { Step } from '../../model/migration/step.js'
import type { UserMigration } from '../../model/migration/user-migration.js'
import { fill } from '../engine.js'
import { bracketed, literal, templateText } from '../layout.js'
import { typesView } from './columns.js'

/** Where statements of a migration stand. */
const INDENT = 4
const MARGIN = ' '.repeat(INDENT)

/** What a migration is made for, and when. */
export interface Making {
  dialect: Dialect
  /** Milliseconds of 13 digits: TypeORM orders migrations by it. */
  timestamp: number
}

/** Everything that the blueprint of a migration asks for. */
export function changeMigrationView(migration: UserMigration, { dialect, timestamp }: Making) {
  const kinds = new Set([...migration.up, ...migration.down].map(({ kind }) => kind))
  const className = `${pascal(migrationName(migration))}${timestamp}`
  const statement = (step: Step) => statementOf(step, dialect)
  return {
    source: sourceFrom(dialect),
    className,
    purpose: purposeOf(migration),
    up: migration.up.map(statement),
    down: migration.down.map(statement),
    refuses: REFUSALS.some((kind) => kinds.has(kind)),
    helpers: helpersOf(kinds, {
      className,
      parameters: {
        ...{ name: dialect.parameter(1), key: dialect.parameter(2), id: dialect.parameter(3) },
      },
    }),
  }
}

type Kind = Step['kind']

const REFUSALS: readonly Kind[] = ['refuse', 'refuse-names']

/** The functions below a migration, and the steps that call for them. */
const HELPERS: readonly (readonly [blueprint: string, calledBy: readonly Kind[]])[] = [
  ['migration/refuse-if-any.ejs', ['refuse']],
  ['migration/refuse-names.ejs', ['refuse-names']],
  ['migration/refuse.ejs', REFUSALS],
  ['migration/fill-key.ejs', ['fill-key']],
  ['migration/key-of.ejs', ['refuse-names', 'fill-key']],
]

function helpersOf(kinds: ReadonlySet<Kind>, view: object): string[] {
  return HELPERS.filter(([, calledBy]) => calledBy.some((kind) => kinds.has(kind))).map(
    ([blueprint]) => fill({ path: `_partials/${blueprint}`, delimiter: '%' }, view).trimEnd(),
  )
}

/** Where src/ is, as modules beside the migration import from it. */
function sourceFrom({ migrationsFolder }: Dialect): string {
  return migrationsFolder
    .split('/')
    .slice(1)
    .map(() => '..')
    .join('/')
}

function statementOf(step: Step, dialect: Dialect): string {
  switch (step.kind) {
    case 'sql':
      return call('runner.query', [sqlText(step.sql)])
    case 'refuse':
      return call('refuseIfAny', ['runner', sqlText(step.from), literal(step.reason)])
    case 'refuse-names':
      return callWith('refuseNames', [
        `of: '${step.of}'`,
        `names: ${sqlText(step.names)}`,
        `maxLength: ${step.maxLength}`,
        `maxKeyLength: ${step.maxKeyLength}`,
      ])
    case 'fill-key':
      return callWith('fillKey', [`column: '${step.column}'`, `of: '${step.of}'`])
    case 'drop-refresh-tokens':
      return call('runner.query', [sqlText('DROP TABLE "refresh_tokens"')])
    case 'create-refresh-tokens':
      return refreshTokensTable(dialect)
  }
}

function refreshTokensTable(dialect: Dialect): string {
  const path = '_partials/refresh-tokens-table.ejs'
  return fill({ path, delimiter: '%' }, { types: typesView(dialect) }).trimEnd()
}

function call(name: string, args: string[]): string {
  const before = `await ${name}`
  return `${MARGIN}${before}${bracketed('()', args, { before, indent: INDENT })}`
}

/** A call with the runner and an object. */
function callWith(name: string, members: string[]): string {
  const before = `await ${name}(runner, `
  const object = bracketed('{}', members, { before, indent: INDENT, after: ')' })
  return `${MARGIN}${before}${object})`
}

/** SQL quotes names with double quotes and texts with single ones. */
function sqlText(sql: string): string {
  return sql.includes("'") ? `\`${templateText(sql)}\`` : `'${sql}'`
}

/** `add-phone` -> `AddPhone` */
function pascal(name: string): string {
  return name.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase())
}
