import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { BASE_PATH } from '../../src/regenerate/base.js'
import { followMoves } from '../../src/regenerate/imports.js'
import { render } from '../../src/render/render.js'
import { CODE_EDITS } from '../support/code-edits.js'
import {
  addCodeOnDisk,
  DISK_EDITS,
  type DiskEdit,
  editOnDisk,
  MOVED,
  type Tree,
  treeOf,
  userLinesOf,
} from '../support/edited-disk.js'
import { effort } from '../support/effort.js'
import { diffOutcome, type Outcome, regenerated, statusOutcome } from '../support/in-process.js'
import { newProject, type TestProject } from '../support/project.js'
import { runTool } from '../support/rendered.js'
import { projectOf, SHAPES } from '../support/shapes.js'
import { linkPackages } from '../support/sound.js'
import { edits, resolved, type Side } from '../support/user-edits.js'

/** How many projects with histories are tried. */
const RUNS = effort.diskRuns

// The same settings are rendered again and again.
vi.mock(import('../../src/render/render.js'), async (original) => {
  const { render } = await original()
  const known = new Map<string, ReturnType<typeof render>>()
  return {
    render: (project) => {
      const key = JSON.stringify({ ...project, secretKey: '' })
      const files = known.get(key) ?? render(project)
      known.set(key, files)
      return files
    },
  }
})

const FLAVORS = ['graphql', 'relay'] as const
const SETTINGS = Object.entries(SHAPES).flatMap(([shape, said]) =>
  FLAVORS.map((flavor) => ({ shape, flavor, said: { ...said, flavor } })),
)

interface Round {
  edits: DiskEdit[]
  settings: (typeof SETTINGS)[number]
  isBaseLost: boolean
  /** How conflicts are decided. */
  side: Side
}

const round: fc.Arbitrary<Round> = fc.record({
  edits: edits(...DISK_EDITS),
  settings: fc.constantFrom(...SETTINGS),
  isBaseLost: fc.nat(19).map((chance) => chance === 0),
  side: fc.constantFrom('yours', 'theirs', 'both'),
})

const history = fc.record({
  first: fc.constantFrom(...FLAVORS),
  rounds: fc.array(round, { minLength: 1, maxLength: 2 }),
})

const codeHistory = fc.record({
  first: fc.constantFrom(...FLAVORS),
  edits: edits(...CODE_EDITS),
  // Handlers are functions that the owner has to write: no project compiles before.
  settings: fc.constantFrom(
    ...SETTINGS.filter(({ said }) => !JSON.stringify(said).includes('_HANDLER')),
  ),
})

/** The end of the name under which another version of a file lies beside it. */
const BESIDE = /\.regenerated$/

interface Remembered {
  content?: string
  place?: string | null
}

/** What the base remembers, by path; nothing where it was lost. */
function baseIn(tree: Tree): Record<string, Remembered> {
  return JSON.parse(textOf(tree, BASE_PATH) ?? '{ "files": {} }').files
}

/** Where files are that the base knows under other paths. */
function placesIn(tree: Tree): Map<string, string> {
  return new Map(
    Object.entries(baseIn(tree)).flatMap(([path, { place }]): [string, string][] =>
      place != null && !tree.has(path) && tree.has(place) ? [[path, place]] : [],
    ),
  )
}

/**
 * The files with conflicts in them or beside them, as someone sees them who looks. A file that a
 * link leads to is seen where the link is.
 */
function conflictedIn(tree: Tree): string[] {
  const places = [...placesIn(tree).values()]
  const paths = [...tree]
    .filter(([path]) => !path.startsWith(MOVED) || places.includes(path.replace(BESIDE, '')))
    .filter(([path, { bytes }]) => BESIDE.test(path) || bytes.includes('<<<<<<< yours'))
    .map(([path]) => path.replace(BESIDE, ''))
  return [...new Set(paths)].sort()
}

/** What runs may change without a word: the base, and the file of secrets, which is not a drift. */
function changed(before: Tree, after: Tree): string[] {
  const paths = new Set([...before.keys(), ...after.keys()])
  return [...paths].filter(
    (path) =>
      ![BASE_PATH, '.env'].includes(path) && before.get(path)?.bytes !== after.get(path)?.bytes,
  )
}

function run(directory: string, deleted: string[] = []): Promise<Outcome> {
  return regenerated(directory, { json: true, allowDestructive: true, deleted })
}

/**
 * Regenerates, and checks that what is said is what is on disk.
 *
 * @returns the files that are gone, and were told because something new in them is lost; null where
 *   nothing was done
 */
async function checkedRun(directory: string): Promise<string[] | null> {
  const before = treeOf(directory)
  const predicted = JSON.parse((await statusOutcome(directory)).stdout)
  const outcome = await run(directory)
  const after = treeOf(directory)
  if (outcome.exitCode === 1) {
    expect(outcome.messages).not.toEqual([])
    expect(after).toEqual(before)
    return null
  }
  const report: Report = JSON.parse(outcome.stdout)
  expect(userLinesOf(after)).toEqual(userLinesOf(before))
  expect(predicted.drift).toBe(outcome.exitCode === 4 || changed(before, after).length > 0)
  expect(outcome.exitCode).toBe(report.conflicts.length > 0 ? 4 : 0)
  expect(report.conflicts.map(({ path }) => path)).toEqual(
    expect.arrayContaining(conflictedIn(after)),
  )
  const lost = report.conflicts.map(({ path }) => path).filter((path) => !after.has(path))
  for (const path of lost) expect(before.has(path)).toBe(false)
  for (const { path, action } of report.files) {
    const isGone = GONE.has(action) || lost.includes(path)
    expect({ path, isThere: after.has(path) }).toEqual({ path, isThere: !isGone })
  }
  expectKept(before, after)
  await expectTrueStatus(directory, after, lost)
  return lost
}

interface Report {
  files: { path: string; action: string }[]
  conflicts: { path: string }[]
}

const GONE = new Set(['delete', 'stay-deleted'])

/** Whatever happens to a file: its permissions and its line endings stay, and migrations stay whole. */
function expectKept(before: Tree, after: Tree): void {
  for (const [path, { bytes, mode }] of before) {
    const now = after.get(path)
    const isMigration = path.startsWith('src/database/migrations/')
    if (isMigration) expect({ path, bytes: now?.bytes }).toEqual({ path, bytes })
    if (!now || path.startsWith('.graphql-auth/')) continue
    expect({ path, mode: now.mode }).toEqual({ path, mode })
    if (!hasOtherEndings(bytes) && bytes.includes('\r\n')) {
      expect({ path, isMixed: hasOtherEndings(now.bytes) }).toEqual({ path, isMixed: false })
    }
  }
  expect([...after.keys()].filter((path) => /^\.graphql-auth\/(lock|pending)/.test(path))).toEqual(
    [],
  )
}

function hasOtherEndings(bytes: string): boolean {
  return /(^|[^\r])\n/.test(bytes)
}

/** After a run, `status` tells of each file what the base and the disk say. */
async function expectTrueStatus(directory: string, tree: Tree, lost: string[]): Promise<void> {
  const { exitCode, stdout } = await statusOutcome(directory)
  const { drift, files }: { drift: boolean; files: FileState[] } = JSON.parse(stdout)
  const conflicted = conflictedIn(tree)
  const places = placesIn(tree)
  const expected = Object.entries({ ...baseIn(tree), '.env': {} }).map(
    ([rendered, { content }]: [string, Remembered]): FileState => {
      const path = places.get(rendered) ?? rendered
      const where = { path, ...(path !== rendered && { movedFrom: rendered }) }
      if (conflicted.includes(path)) return { ...where, state: 'conflicted' }
      const text = textOf(tree, path)
      if (text === null) return { ...where, state: 'missing' }
      const asRendered = [content, followMoves(rendered, content ?? '', places)]
      const isClean = content === undefined || asRendered.includes(text)
      return { ...where, state: isClean ? 'clean' : 'edited' }
    },
  )
  expect(files).toEqual(expected.sort((a, b) => (a.path < b.path ? -1 : 1)))
  expect(drift).toBe(conflicted.length + lost.length > 0)
  expect(exitCode).toBe(drift ? 5 : 0)
}

interface FileState {
  path: string
  state: string
  movedFrom?: string
}

/** The text of a file without its line endings and its byte order mark. */
function textOf(tree: Tree, path: string): string | null {
  const file = tree.get(path)
  const text = file && Buffer.from(file.bytes, 'latin1').toString()
  return text?.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n') ?? null
}

/** Decides every conflict that is left, as a user does. */
function decide(directory: string, side: Side): void {
  for (const [path, { bytes }] of treeOf(directory)) {
    const full = join(directory, path)
    if (!BESIDE.test(path)) writeFileSync(full, resolved(bytes, side), 'latin1')
    else if (side === 'theirs') renameSync(full, full.replace(BESIDE, ''))
    else rmSync(full)
  }
}

/** Once more: nothing is changed, and conflicts that are left are told again. */
async function expectSettled(directory: string, lost: readonly string[] = []): Promise<void> {
  const before = treeOf(directory)
  const hasConflicts = conflictedIn(before).length + lost.length > 0
  expect(await run(directory)).toMatchObject({ exitCode: hasConflicts ? 4 : 0, messages: [] })
  expect(treeOf(directory)).toEqual(before)
}

/** 1, 2, 3 and so on. */
function counter(): () => number {
  let count = 0
  return () => {
    count += 1
    return count
  }
}

test.each(FLAVORS)(
  'every kind of code that owners add finds its place: %s',
  async (flavor) => {
    const project = await newProject('--flavor', flavor)
    const nextCount = counter()
    for (const what of CODE_EDITS) {
      for (const at of [0, 1, 5]) {
        const isAdded = addCodeOnDisk(project.directory, what, at, nextCount)
        expect({ what, isAdded }).toEqual({ what, isAdded: true })
      }
    }
    await expectCompiled(project)
  },
  300_000,
)

test('code that owners add still compiles where there is no conflict', async () => {
  const outcomes = { merged: 0, conflicts: 0 }
  await fc.assert(
    fc.asyncProperty(codeHistory, async ({ first, edits, settings }) => {
      const project = await newProject('--flavor', first)
      const { directory } = project
      const nextCount = counter()
      for (const { what, at } of edits) addCodeOnDisk(directory, what, at, nextCount)
      await project.write('graphql-auth.json', JSON.stringify(settings.said))
      const before = treeOf(directory)
      const lost = await checkedRun(directory)
      expect(lost).toEqual([])
      const hasConflicts = conflictedIn(treeOf(directory)).length > 0
      outcomes[hasConflicts ? 'conflicts' : 'merged'] += 1
      expect(userLinesOf(treeOf(directory))).toEqual(userLinesOf(before))
      if (!hasConflicts) await expectCompiled(project)
      rmSync(dirname(directory), { recursive: true })
    }),
    { numRuns: effort.compiledRuns, endOnFailure: true },
  )
  expect(outcomes.merged).toBeGreaterThan(0)
}, 3_600_000)

/** Types, and the schema with its resolvers. */
async function expectCompiled(project: TestProject): Promise<void> {
  await linkPackages(project)
  const { directory } = project
  expect(await runTool(directory, 'tsc')).toMatchObject({ exitCode: 0, stdout: '' })
  const schema = await runTool(directory, 'tsx', ['src/commands/schema.ts'])
  expect(schema).toMatchObject({ exitCode: 0, stderr: '' })
}

test('random edits and settings: nothing is lost, and what is said is what is on disk', async () => {
  const nextCount = counter()
  await fc.assert(
    fc.asyncProperty(history, async ({ first, rounds }) => {
      const { directory, write } = await newProject('--flavor', first)
      for (const { edits, settings, isBaseLost, side } of rounds) {
        const { shape, flavor, said } = settings
        await write('graphql-auth.json', JSON.stringify(said))
        const wanted = render(projectOf(shape, flavor)).map(({ path }) => path)
        for (const edit of edits) {
          editOnDisk(directory, edit, nextCount, wanted)
        }
        if (isBaseLost) rmSync(join(directory, BASE_PATH))
        const lost = await checkedRun(directory)
        if (lost === null) continue
        await expectSettled(directory, lost)
        decide(directory, side)
        if (lost.length > 0) expect(await run(directory, lost)).toMatchObject({ exitCode: 0 })
        await expectSettled(directory)
        expect(await diffOutcome(directory)).toMatchObject({ exitCode: 0, stdout: '' })
      }
      rmSync(dirname(directory), { recursive: true })
    }),
    // To shrink a failure would take minutes: seed and path are told.
    { numRuns: RUNS, endOnFailure: true },
  )
}, 3_600_000)
