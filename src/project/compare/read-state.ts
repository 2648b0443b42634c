import { Failure } from '../../failure.js'
import { BASE_PATH, type Base } from '../../regenerate/base.js'
import { BESIDE } from '../../regenerate/decide.js'
import { firstMigrationTime, foreignBaseProblem } from '../../regenerate/first-migration.js'
import { migrationAt, migrationsHome, OWN_MIGRATIONS } from '../../regenerate/migration-files.js'
import { pathsOf, withBeside } from '../../regenerate/plan-changes.js'
import type { Former, ProjectSettings, ProjectState } from '../../regenerate/project-state.js'
import { readBase } from '../../regenerate/read-base.js'
import type { Wishes } from '../../regenerate/wishes.js'
import { render } from '../../render/render.js'
import type { Project, RenderedFile } from '../../render/types.js'
import type { Settings } from '../../settings/types.js'
import { generatorVersion } from '../../version.js'
import { readJournal } from '../change/journal.js'
import { listMigrations, type ProjectPlace, readProjectFile } from '../read/find-project.js'
import { guessOptions } from '../read/guess-options.js'
import { type DiskReading, readDisk } from '../read/read-disk.js'
import { newSecretKey } from '../secret.js'
import { tellingFaults } from '../system/fault.js'
import { findOwnFiles } from './own-files.js'
import { formerSettings, readProjectSettings } from './project-settings.js'
import { whereaboutsOf } from './whereabouts.js'

/**
 * Reads all that is to be known of a project before something is decided about it.
 *
 * @throws Failure for mistakes in the settings, and for a base that must not be used
 */
export async function readState(place: ProjectPlace, wishes: Wishes): Promise<ProjectState> {
  const { root } = place
  const former = await readFormer(root)
  const { base } = former
  const settings = await readProjectSettings(place, base, wishes.restored)
  const before = base && formerSettings(base)
  const project = await describeProject(root, former, before, settings)
  const rendered = render(project)
  const inPlace = await lookAt(place, [...pathsOf(base, rendered), BASE_PATH, BASE_PATH + BESIDE])
  const whereabouts = whereaboutsOf({ root, base, rendered, disk: inPlace.disk }, wishes)
  const home = migrationsHome(whereabouts.places, former.present)
  const next = newMigrationsAt(home, rendered, base)
  const elsewhere = await lookAt(place, [
    ...[...whereabouts.places.values()].flatMap(withBeside),
    ...pathsOf(null, next.filter(isMigration)),
  ])
  const own = await tellingFaults(
    () => findOwnFiles(place, { base, next, whereabouts, disk: inPlace.disk }),
    (reason) => `cannot read ${place.shown}: ${reason}`,
    root,
  )
  return {
    ...former,
    settings,
    before,
    project,
    next,
    whereabouts,
    home,
    migrations: await listMigrations(root, home),
    ownMigrations: await listMigrations(root, OWN_MIGRATIONS),
    disk: joined(inPlace.disk, elsewhere.disk),
    own: own.disk,
    obstacles: joined(joined(inPlace.obstacles, elsewhere.obstacles), own.obstacles),
    isUnfinished: (await readJournal(root)) !== null,
  }
}

/** Looks at files of a project. */
export async function lookAt(
  { root, shown }: ProjectPlace,
  paths: readonly string[],
): Promise<DiskReading> {
  return await tellingFaults(
    async () => readDisk(root, paths),
    (reason) => `cannot read ${shown}: ${reason}`,
    root,
  )
}

async function readFormer(root: string): Promise<Former> {
  const baseText = await readProjectFile(root, BASE_PATH)
  const reading = readBase(baseText, generatorVersion())
  if (reading.status === 'refused') throw new Failure('refused', [reading.reason])
  const former = {
    base: reading.status === 'read' ? reading.base : null,
    baseText,
    baseProblem: reading.status === 'unusable' ? reading.reason : null,
    present: await listMigrations(root),
  }
  const problem = foreignBaseProblem(former)
  if (problem !== null) throw new Failure('refused', [problem])
  return former
}

async function describeProject(
  root: string,
  former: Former,
  before: Settings | null,
  { settings, file, said }: ProjectSettings,
): Promise<Project> {
  return {
    ...(former.base?.options ?? (await guessOptions(root))),
    settings,
    settingsFile: file,
    generatorVersion: generatorVersion(),
    ...(said && { settingsSaid: said }),
    createdAt: new Date(firstMigrationTime(former, before, settings) ?? Date.now()),
    secretKey: newSecretKey(),
  }
}

/** Those that the base knows are found where they are; others are made beside them. */
function newMigrationsAt(
  home: string,
  rendered: readonly RenderedFile[],
  base: Base | null,
): RenderedFile[] {
  const isKnown = new Set([...(base?.files.values() ?? [])].map(({ id }) => id))
  return rendered.map((file) =>
    isMigration(file) && !isKnown.has(file.id) ? migrationAt(home, file) : file,
  )
}

function isMigration({ kind }: RenderedFile): boolean {
  return kind === 'append-only'
}

function joined<T>(one: ReadonlyMap<string, T>, other: ReadonlyMap<string, T>): Map<string, T> {
  return new Map([...one, ...other])
}
