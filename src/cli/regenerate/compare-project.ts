import { Failure } from '../../failure.js'
import { dialectOf } from '../../model/dialects.js'
import { readJournal } from '../../project/change/journal.js'
import {
  listMigrations,
  type ProjectPlace,
  readProjectFile,
} from '../../project/read/find-project.js'
import { guessOptions } from '../../project/read/guess-options.js'
import { type DiskReading, readDisk } from '../../project/read/read-disk.js'
import { newSecretKey } from '../../project/secret.js'
import { SETTINGS_FILE } from '../../project/settings-file.js'
import { tellingFaults } from '../../project/system/fault.js'
import { BASE_PATH, type Base, baseOf, baseText } from '../../regenerate/base.js'
import type { Change, Conflict, Disk } from '../../regenerate/change.js'
import { BESIDE } from '../../regenerate/decide.js'
import { HOOKS_PATH, hookNotes } from '../../regenerate/hook-notes.js'
import {
  initialTimestamp,
  initialTimestamps,
  migrationAt,
  migrationNames,
  migrationsHome,
  migrationsIn,
} from '../../regenerate/migration-files.js'
import { PACKAGE_JSON, packageNotes } from '../../regenerate/package-notes.js'
import {
  entriesOf,
  newBesideMoved,
  pathsOf,
  planChanges,
  unresolved,
  withBeside,
} from '../../regenerate/plan-changes.js'
import { type MigrationPlan, planMigration } from '../../regenerate/plan-migration.js'
import { readBase } from '../../regenerate/read-base.js'
import { render } from '../../render/render.js'
import type { Project } from '../../render/types.js'
import type { Settings } from '../../settings/types.js'
import { generatorVersion } from '../../version.js'
import { completeRenames } from './ask-renames.js'
import { formerSettings, type ProjectSettings, readProjectSettings } from './project-settings.js'
import type { Request } from './regenerate-options.js'
import { whereaboutsOf } from './whereabouts.js'

/** All that is known about a project before anything is changed. */
export interface Regeneration {
  place: ProjectPlace
  project: Project
  /** Null where there is none that can be used. */
  base: Base | null
  changes: Change[]
  /** The text of the base that this run leaves behind. */
  nextBase: string
  isBaseNew: boolean
  /** Conflicts of an earlier run. */
  unresolved: Conflict[]
  disk: Disk
  obstacles: DiskReading['obstacles']
  migration: MigrationPlan
  /** An earlier run was killed, and is to be finished first. */
  isUnfinished: boolean
  /** What was noticed, one line each. */
  notes: string[]
}

const INTERRUPTED = 'an earlier run was ended early; regenerate finishes it first'

const NO_MIGRATION: MigrationPlan = { file: null, summary: [], problems: [], notes: [] }

/**
 * Compares a project with what is rendered from its settings now.
 *
 * @throws Failure for mistakes in the settings, and for a base that must not be used
 */
export async function compareProject(place: ProjectPlace, request: Request): Promise<Regeneration> {
  const { root } = place
  const oldText = await readProjectFile(root, BASE_PATH)
  const reading = readBase(oldText, generatorVersion())
  if (reading.status === 'refused') throw new Failure('refused', [reading.reason])
  const base = reading.status === 'read' ? reading.base : null
  const present = await listMigrations(root)
  refuseForeignBase(base, present)
  const settings = await readProjectSettings(place, base, request.restored)
  const before = base && formerSettings(base)
  const project = await describeProject(root, { base, before, present }, settings)
  const rendered = render(project)
  const inPlace = await lookAt(place, [
    ...pathsOf(base, rendered),
    ...[BASE_PATH, BASE_PATH + BESIDE],
  ])
  const whereabouts = whereaboutsOf({ root, base, rendered, disk: inPlace.disk }, request)
  const home = migrationsHome(whereabouts.places, present)
  const isKnown = new Set([...(base?.files.values() ?? [])].map(({ id }) => id))
  const next = rendered.map((file) =>
    file.kind === 'append-only' && !isKnown.has(file.id) ? migrationAt(home, file) : file,
  )
  const moved = await lookAt(place, [
    ...[...whereabouts.places.values()].flatMap(withBeside),
    ...pathsOf(
      null,
      next.filter(({ kind }) => kind === 'append-only'),
    ),
  ])
  const disk = new Map([...inPlace.disk, ...moved.disk])
  // Nobody is asked about what will be refused.
  const conflicts = unresolved(disk)
  const wishes = conflicts.length > 0 ? { ...request, ask: null } : request
  const migration = before
    ? await migrationBetween(before, settings.settings, wishes, await listMigrations(root, home))
    : NO_MIGRATION
  const added = migration.file ? [migrationAt(home, migration.file)] : []
  const { obstacles: others } = await lookAt(place, pathsOf(null, added))
  const obstacles = new Map([...inPlace.obstacles, ...moved.obstacles, ...others])
  const planned = planChanges({
    base: base && withoutMovedTables(base, before, settings.settings, disk),
    next: [...next, ...added],
    ...{ disk, whereabouts, restored: request.restored, deleted: request.deleted },
  })
  const changes = planned
    .map((change) => withUpgrade(change, settings.upgraded, disk))
    .map((change) => withoutSecret(change, obstacles))
  const isUnfinished = (await readJournal(root)) !== null
  const nextBase = baseText(baseOf(project, entriesOf(changes)))
  return {
    ...{ place, project, base, changes, nextBase, disk, obstacles, isUnfinished },
    migration: { ...migration, file: added[0] ?? null },
    isBaseNew: nextBase !== oldText,
    unresolved: conflicts,
    notes: [
      ...(isUnfinished ? [INTERRUPTED] : []),
      ...(reading.status === 'unusable' ? withoutBase(reading.reason) : []),
      ...settings.notes,
      ...migration.notes,
      ...(before ? hookNotes(before, settings.settings, disk.get(HOOKS_PATH)?.text ?? '') : []),
      ...packageNotes(
        {
          base: base?.files.get(PACKAGE_JSON)?.content ?? '',
          yours: disk.get(PACKAGE_JSON)?.text ?? '',
          theirs: rendered.find(({ path }) => path === PACKAGE_JSON)?.content ?? '',
        },
        project.packageManager,
      ),
      ...[...request.restored, ...request.deleted]
        .filter((path) => disk.has(path))
        .map((path) => `${path} is there already`),
      ...newBesideMoved(changes),
    ],
  }
}

async function lookAt({ root, shown }: ProjectPlace, paths: readonly string[]) {
  return await tellingFaults(
    async () => readDisk(root, paths),
    (reason) => `cannot read ${shown}: ${reason}`,
    root,
  )
}

/** Settings of an older form are written anew; that is the only time that their file is. */
function withUpgrade(change: Change, text: string | null, disk: Disk): Change {
  const file = disk.get(SETTINGS_FILE)
  if (change.path !== SETTINGS_FILE || text === null || !file) return change
  const writes = [{ path: SETTINGS_FILE, content: text, mode: file.mode }]
  return { ...change, action: 'update', state: 'outdated', writes }
}

/** A secret that is not ours to write, like a link to one that is mounted, is left alone. */
function withoutSecret(change: Change, obstacles: DiskReading['obstacles']): Change {
  if (change.kind !== 'secret' || !obstacles.has(change.path)) return change
  return { ...change, action: 'keep', state: 'clean', writes: [] }
}

/**
 * Back at a database of earlier, the tables start over, and so does the first migration, once its
 * owner has moved the old ones away.
 */
function withoutMovedTables(
  base: Base,
  before: Settings | null,
  after: Settings,
  disk: Disk,
): Base {
  if (before === null || before.database === after.database) return base
  const folder = `${dialectOf(after.database).migrationsFolder}/`
  const isMoved = (path: string) =>
    path.startsWith(folder) && !path.slice(folder.length).includes('/') && !disk.has(path)
  return { ...base, files: new Map([...base.files].filter(([path]) => !isMoved(path))) }
}

function withoutBase(reason: string): string[] {
  return [
    `${reason}: what is there was not overwritten; files that differ have both versions in them`,
    'whether the user model has changed is not known, so no migration was made',
  ]
}

/** The first migrations have names of their own in every project. */
function refuseForeignBase(base: Base | null, present: readonly string[]): void {
  const [known, here] = [migrationNames(base?.files.keys() ?? []), present].map(initialTimestamps)
  const [first] = known ?? []
  const [found] = here ?? []
  if (first === undefined || found === undefined) return
  if (known?.some((timestamp) => here?.includes(timestamp))) return
  throw new Failure('refused', [
    `${BASE_PATH} is that of another project, or the first migration was renamed: there it is ${first}-initial.ts, here ${found}-initial.ts; bring the right one back, for example from git`,
  ])
}

/** What is known of a project from before: the base, its settings, and the migrations on disk. */
interface Former {
  base: Base | null
  before: Settings | null
  present: readonly string[]
}

async function describeProject(
  root: string,
  former: Former,
  { settings, file, said }: ProjectSettings,
): Promise<Project> {
  return {
    ...(former.base?.options ?? (await guessOptions(root))),
    ...{ settings, settingsFile: file, generatorVersion: generatorVersion() },
    ...(said && { settingsSaid: said }),
    createdAt: new Date(firstMigrationTime(former, settings) ?? Date.now()),
    secretKey: newSecretKey(),
  }
}

/**
 * The time in the name of the first migration. Back at a database of earlier it is a new one, once its
 * owner has moved the old one away: it would count as applied.
 *
 * @returns null where there is to be a new one
 */
function firstMigrationTime(
  { base, before, present }: Former,
  { database }: Settings,
): number | null {
  const rendered = migrationNames(base?.files.keys() ?? [])
  const { migrationsFolder } = dialectOf(database)
  const [known, here] = [rendered, present].map((names) =>
    initialTimestamp(migrationsIn(migrationsFolder, names)),
  )
  const isBack = before !== null && before.database !== database
  if (isBack && known !== null && here === null) return null
  return known ?? here ?? initialTimestamp(rendered) ?? initialTimestamp(present)
}

async function migrationBetween(
  before: Settings,
  after: Settings,
  request: Request,
  existing: readonly string[],
): Promise<MigrationPlan> {
  const { allowDestructive } = request
  // Data does not move to another database: no value could stay.
  const ask = before.database === after.database ? request.ask : null
  const renames = await completeRenames(before, after, request.renames, ask)
  return planMigration({ before, after, renames, allowDestructive, existing, now: new Date() })
}
