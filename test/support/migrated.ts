import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { planMigration } from '../../src/regenerate/plan-migration.js'
import { render } from '../../src/render/render.js'
import type { DatabaseName } from '../../src/settings/types.js'
import { writeFiles } from './files.js'
import { renderedProject, runTool } from './rendered.js'
import { temporaryUrl } from './servers.js'
import { projectWith } from './settings.js'

const MIGRATE = fileURLToPath(new URL('migrate-rows.mts', import.meta.url))

/** The database at one moment. */
export interface Stop {
  tables: Record<string, Record<string, unknown>[]>
  layout: Record<string, unknown>
  /** Rows whose foreign key leads nowhere. */
  broken: unknown[]
}

/** A database with rows on its way up, down and up again. */
export interface Stops {
  filled: Stop
  up: Stop
  /** The SQL that would still have to run before the tables are what the entities say. */
  drift: string[]
  down: Stop
  again: Stop
  /** Where a migration refused to go on. */
  stopped?: Stop & { lines: string[] }
}

/** What settings say before and after, and what is in the tables. */
export interface Scenario {
  database?: DatabaseName
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  renames?: Record<string, string>
  /** SQL that fills the tables of the settings before. */
  rows: string
}

/** Renders the project of the settings after with the migration that leads there, and migrates rows. */
export async function migrated({
  database = 'sqlite',
  before = {},
  after = {},
  ...rest
}: Scenario): Promise<Stops> {
  const [old, current] = [projectWith({ database, ...before }), projectWith({ database, ...after })]
  const directory = await renderedProject(current)
  const initial = render(old).find(({ kind }) => kind === 'append-only')
  const plan = planMigration({
    before: old.settings,
    after: current.settings,
    renames: new Map(Object.entries(rest.renames ?? {})),
    allowDestructive: true,
    existing: [initial?.path ?? ''],
    now: new Date('2026-03-04T05:06:07Z'),
  })
  expect(plan.problems).toEqual([])
  if (!initial || !plan.file) throw new Error('There is nothing to migrate.')
  await writeFiles(directory, {
    [initial.path]: initial.content,
    [plan.file.path]: plan.file.content,
  })

  const types = await runTool(directory, 'tsc')
  expect(types.stdout + types.stderr).toBe('')
  const style = await runTool(directory, 'biome', ['ci', '--error-on-warnings', plan.file.path])
  expect(style.exitCode, style.stdout + style.stderr).toBe(0)
  const run = await runTool(directory, 'tsx', [MIGRATE, await temporaryUrl(database), rest.rows])
  expect(run.stderr).toBe('')
  return JSON.parse(run.stdout)
}

/** Nothing got lost on the way, and the tables are what they should be at every stop. */
export function expectIntact({ filled, up, drift, down, again }: Stops): void {
  expect(drift).toEqual([])
  expect(down.layout).toEqual(filled.layout)
  expect(again.layout).toEqual(up.layout)
  for (const stop of [up, down, again]) {
    expect(stop.broken).toEqual([])
    for (const table of [
      'user_status',
      'email_claims',
      'sessions',
      'mail_tokens',
      'outbox_mails',
    ]) {
      expect(stop.tables[table]).toEqual(filled.tables[table])
    }
  }
}

/** A migration that refuses leaves everything as it was. */
export function expectUntouched({ filled, stopped }: Stops): void {
  expect(stopped).toMatchObject(filled)
}

/** The values of a column, by the order of the ids. */
export function valuesOf(stop: Stop, column: string): unknown[] {
  return (stop.tables.users ?? []).map((user) => user[column])
}
