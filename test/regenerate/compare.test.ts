import { describe, expect, test } from 'vitest'
import { baseEntries, baseOf, baseText } from '../../src/regenerate/base.js'
import type { Change, Disk } from '../../src/regenerate/change.js'
import { compare } from '../../src/regenerate/compare.js'
import { IN_PLACE } from '../../src/regenerate/find-again.js'
import type { ProjectState } from '../../src/regenerate/project-state.js'
import { LOOK_ONLY } from '../../src/regenerate/wishes.js'
import { render } from '../../src/render/render.js'
import { SETTINGS_FILE } from '../../src/settings/types.js'
import { projectWith } from '../support/settings.js'

const NOW = new Date('2026-03-04T05:06:07.000Z')

/** A project that lies there as it was rendered from some settings, and now has others. */
function stateOf(before: Record<string, unknown>, after: Record<string, unknown>): ProjectState {
  const [former, project] = [before, after].map(projectWith)
  if (!former || !project) throw new Error('There are two projects.')
  const files = render(former)
  const base = baseOf(former, baseEntries(files))
  return {
    base,
    baseText: baseText(base),
    baseProblem: null,
    present: [],
    settings: {
      settings: project.settings,
      file: project.settingsFile,
      said: null,
      upgraded: null,
      notes: [],
    },
    before: former.settings,
    project,
    next: render(project),
    whereabouts: IN_PLACE,
    home: 'src/database/migrations',
    migrations: [],
    ownMigrations: [],
    disk: new Map(files.map(({ path, content }) => [path, { text: content, mode: 0o644 }])),
    obstacles: new Map(),
    own: new Map(),
    isUnfinished: false,
  }
}

function without(disk: Disk, path: string): Disk {
  return new Map([...disk].filter(([place]) => place !== path))
}

function changeOf(changes: readonly Change[], path: string): Change | undefined {
  return changes.find((change) => change.path === path)
}

describe('a comparison', () => {
  test('finds nothing to do where the settings are the same', () => {
    const { changes, isBaseNew, migration, notes } = compare(stateOf({}, {}), LOOK_ONLY, NOW)
    expect(changes.filter(({ action }) => action !== 'keep')).toEqual([])
    expect({ isBaseNew, notes, file: migration.file }).toEqual({
      isBaseNew: false,
      notes: [],
      file: null,
    })
  })

  test('has a new migration among its changes, where the others are', () => {
    const state = stateOf({}, { USER_FIELDS: { phone: { type: 'String', nullable: true } } })
    const home = 'src/store/migrations'
    const { changes, migration } = compare({ ...state, home }, LOOK_ONLY, NOW)
    expect(migration.file?.path).toBe(`${home}/${NOW.getTime()}-add-phone.ts`)
    expect(changeOf(changes, migration.file?.path ?? '')?.action).toBe('create')
  })

  test('keeps the values of a field that was renamed, and guesses no rename', () => {
    const field = { type: 'String', nullable: true }
    const state = stateOf({ USER_FIELDS: { phone: field } }, { USER_FIELDS: { mobile: field } })
    const renames = new Map([['phone', 'mobile']])
    const told = (wishes = LOOK_ONLY) => compare(state, wishes, NOW).migration.summary.join('\n')
    expect(told({ ...LOOK_ONLY, renames })).toMatch(/renames/)
    expect(told()).not.toMatch(/renames/)
  })

  test('leaves a secret alone that must not be written, and makes one that is missing', () => {
    const state = stateOf({}, {})
    const disk = without(state.disk, '.env')
    const obstacles = new Map([['.env', 'is reached by a link that leads out of the project']])
    const missing = compare({ ...state, disk }, LOOK_ONLY, NOW)
    const mounted = compare({ ...state, disk, obstacles }, LOOK_ONLY, NOW)
    expect(changeOf(missing.changes, '.env')).toMatchObject({ action: 'create' })
    expect(changeOf(mounted.changes, '.env')).toMatchObject({ action: 'keep', writes: [] })
  })

  test('rewrites a settings file of an older form, and no other', () => {
    const state = stateOf({}, {})
    const settings = { ...state.settings, upgraded: '{ "flavor": "graphql" }\n' }
    const { changes } = compare({ ...state, settings }, LOOK_ONLY, NOW)
    const content = settings.upgraded
    expect(changeOf(changes, SETTINGS_FILE)).toMatchObject({
      action: 'update',
      writes: [{ content }],
    })
    expect(changes.filter(({ writes }) => writes.length > 0)).toHaveLength(1)
  })

  test('without a base makes no migration, and says so', () => {
    const state = stateOf({}, { USER_FIELDS: { phone: { type: 'String', nullable: true } } })
    const lost = { base: null, baseText: null, baseProblem: 'the base is missing', before: null }
    const { migration, notes } = compare({ ...state, ...lost }, LOOK_ONLY, NOW)
    expect(migration.file).toBeNull()
    expect(notes).toEqual([
      expect.stringMatching(/^the base is missing: /),
      expect.stringMatching(/no migration was made$/),
    ])
  })

  test('tells of a run that was ended early, and of files that need not be brought back', () => {
    const state = { ...stateOf({}, {}), isUnfinished: true }
    const { notes } = compare(state, { ...LOOK_ONLY, restored: ['src/app.ts'] }, NOW)
    expect(notes).toEqual([
      'an earlier run was interrupted; regenerate finishes it first',
      'src/app.ts already exists',
    ])
  })
})

describe('a file of the owner whose new place is taken', () => {
  const [FORMER, NEW, IMPORTER] = ['src/hooks.ts', 'src/own/hooks.ts', 'src/billing/invoices.ts']
  const file = (text: string) => ({ text, mode: 0o644 })

  /** The hooks are in their former place; something else of the owner's may be in the new one. */
  function formerState(mine: string | null): ProjectState {
    const state = stateOf({}, {})
    const files = new Map(state.base?.files)
    const entry = files.get(NEW)
    if (!state.base || !entry) throw new Error('There is a base, with the hooks.')
    files.delete(NEW)
    files.set(FORMER, entry)
    const hooks = file('export const onUserVerified = 1\n')
    const disk = new Map([...without(state.disk, NEW), [FORMER, hooks]])
    if (mine !== null) disk.set(NEW, file(mine))
    const own = new Map([[IMPORTER, file("import { onUserVerified } from '../hooks.js'\n")]])
    return { ...state, base: { ...state.base, files }, disk, own }
  }

  test('moves otherwise, and what imports it follows', () => {
    const { changes, notes } = compare(formerState(null), LOOK_ONLY, NOW)
    expect(notes).toEqual([])
    expect(changeOf(changes, NEW)).toMatchObject({ movedFrom: FORMER, deletes: [FORMER] })
    expect(changeOf(changes, IMPORTER)?.action).toBe('update')
  })

  test('stays, with what imports it, and the owner is told', () => {
    const { changes, notes } = compare(formerState('// Mine.\n'), LOOK_ONLY, NOW)
    expect(changeOf(changes, NEW)?.action).toBe('keep')
    expect(changeOf(changes, IMPORTER)).toBeUndefined()
    expect(notes).toEqual([
      `${FORMER} stays, but the server uses ${NEW}, which was there already: move what you need of it there, then delete ${FORMER}`,
    ])
  })
})
