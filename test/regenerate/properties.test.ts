import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Base, baseEntries, baseOf } from '../../src/regenerate/base.js'
import type { Change, Disk, DiskFile } from '../../src/regenerate/change.js'
import { IN_PLACE } from '../../src/regenerate/find-again.js'
import { conflictLines } from '../../src/regenerate/markers.js'
import { entriesOf, planChanges, unresolved } from '../../src/regenerate/plan-changes.js'
import { render } from '../../src/render/render.js'
import type { RenderedFile } from '../../src/render/types.js'
import { addCode, CODE_EDITS, isCodeEdit } from '../support/code-edits.js'
import { effort } from '../support/effort.js'
import { projectOf, SHAPES } from '../support/shapes.js'
import {
  type Edit,
  edits,
  isEditable,
  resolved,
  TEXT_EDITS,
  userLine,
  userLinesIn,
} from '../support/user-edits.js'

/** How many projects with histories are tried. */
const RUNS = effort.mergeRuns

const FLAVORS = ['graphql', 'relay'] as const
const SETTINGS = Object.keys(SHAPES).flatMap((shape) =>
  FLAVORS.map((flavor) => ({ shape, flavor })),
)

const rendered = new Map<number, RenderedFile[]>()

/** The files of a project with the n-th settings. */
function filesOf(settings: number): RenderedFile[] {
  const known = rendered.get(settings)
  if (known) return known
  const { shape, flavor } = SETTINGS[settings] ?? { shape: 'default', flavor: 'graphql' }
  const files = render(projectOf(shape, flavor))
  rendered.set(settings, files)
  return files
}

const NO_WISHES = { whereabouts: IN_PLACE, restored: [], deleted: [] }

const KINDS = [
  ...(['insert', 'insert', 'insert', 'replace', 'delete line'] as const),
  ...(['delete file', 'line endings', 'new file', 'script'] as const),
  ...CODE_EDITS,
]

type What = (typeof KINDS)[number]

const history = fc.record({
  first: fc.nat(SETTINGS.length - 1),
  rounds: fc.array(
    fc.record({
      edits: edits(...KINDS),
      settings: fc.nat(SETTINGS.length - 1),
    }),
    { minLength: 1, maxLength: 4 },
  ),
})

/** A project in memory. */
interface Model {
  disk: Map<string, DiskFile>
  base: Base
  /** Makes every line that a user writes a line of its own. */
  lines: number
}

function created(settings: number): Model {
  const files = filesOf(settings)
  return {
    disk: new Map(files.map(({ path, content }) => [path, { text: content, mode: 0o644 }])),
    base: baseOf(projectOf('default', 'graphql'), baseEntries(files)),
    lines: 0,
  }
}

function editable(disk: Disk): string[] {
  return [...disk.keys()].filter(isEditable).sort()
}

function perform(model: Model, { what, file, at }: Edit<What>): void {
  const { disk } = model
  const nextCount = () => {
    model.lines += 1
    return model.lines
  }
  if (isCodeEdit(what)) {
    for (const [path, text] of addCode(textsOf(disk), what, at, nextCount)) {
      disk.set(path, { mode: 0o644, ...disk.get(path), text })
    }
    return
  }
  const line = userLine(nextCount())
  const paths = editable(disk)
  const path = what === 'script' ? 'package.json' : (paths[file % paths.length] ?? '')
  if (what === 'new file') addFile(disk, filesOf(at % SETTINGS.length), file, line)
  else if (what === 'delete file') disk.delete(path)
  else change(disk, path, (text) => TEXT_EDITS[what](text, at, line))
}

function textsOf(disk: Disk): Map<string, string> {
  return new Map([...disk].map(([path, { text }]) => [path, text ?? '']))
}

function change(disk: Map<string, DiskFile>, path: string, edit: (text: string) => string): void {
  const found = disk.get(path)
  if (found?.text) disk.set(path, { ...found, text: edit(found.text) })
}

/** A file of the user's where one of other settings would go. */
function addFile(
  disk: Map<string, DiskFile>,
  wanted: readonly RenderedFile[],
  index: number,
  line: string,
): void {
  const place = wanted[index % wanted.length]?.path ?? 'notes.txt'
  if (!disk.has(place)) disk.set(place, { text: `${line}\n`, mode: 0o644 })
}

function userLines({ disk }: Model): string[] {
  return [...disk.values()].flatMap(({ text }) => userLinesIn(text ?? ''))
}

function plan({ base, disk }: Model, settings: number): Change[] {
  return planChanges({ base, next: filesOf(settings), disk, ...NO_WISHES })
}

function apply(model: Model, changes: readonly Change[]): void {
  for (const { deletes } of changes) for (const path of deletes) model.disk.delete(path)
  for (const { writes } of changes) {
    for (const { path, content, mode = 0o644 } of writes) {
      model.disk.set(path, { text: content, mode })
    }
  }
  model.base = { ...model.base, files: entriesOf(changes) }
}

/** Keeps both versions of every conflict. */
function resolve({ disk }: Model): void {
  for (const [path, { text, mode }] of disk) {
    if (text === null || conflictLines(text).length === 0) continue
    disk.set(path, { text: resolved(text, 'both'), mode })
  }
}

function writes(changes: readonly Change[]): Change[] {
  return changes.filter(({ writes, deletes }) => writes.length + deletes.length > 0)
}

/** Regenerates, and checks all that must hold whatever happened before. */
function regenerate(model: Model, settings: number): void {
  const before = userLines(model)
  const changes = plan(model, settings)
  apply(model, changes)
  expect(new Set(userLines(model))).toEqual(new Set(before))
  checkConflicts(model, changes)
}

/** What is told is what is on disk. */
function checkConflicts({ disk }: Model, changes: readonly Change[]): void {
  const told = changes
    .flatMap(({ conflicts }) => conflicts)
    .map(({ path, line }) => `${path}:${line}`)
  const left = unresolved(disk).map(({ path, line }) => `${path}:${line}`)
  for (const place of left) expect(told).toContain(place)
  for (const { action, path, state, conflicts } of changes) {
    expect(conflicts.length > 0).toBe(action === 'conflict')
    if (action === 'conflict') expect(disk.has(path)).toBe(state !== 'missing')
  }
}

describe('random edits and random changes of settings', () => {
  test('no line of the user is lost, and a second run changes nothing', () => {
    fc.assert(
      fc.property(history, ({ first, rounds }) => {
        const model = created(first)
        for (const { edits, settings } of rounds) {
          for (const one of edits) perform(model, one)
          regenerate(model, settings)
          resolve(model)
          expect(writes(plan(model, settings))).toEqual([])
        }
      }),
      { numRuns: RUNS },
    )
  }, 3_600_000)

  test('without edits, the project is what the settings render', () => {
    fc.assert(
      fc.property(fc.nat(SETTINGS.length - 1), fc.nat(SETTINGS.length - 1), (from, to) => {
        const model = created(from)
        apply(model, plan(model, to))
        for (const { path, kind, content } of filesOf(to)) {
          if (kind === 'managed') expect(model.disk.get(path)?.text).toBe(content)
        }
        expect(unresolved(model.disk)).toEqual([])
        apply(model, plan(model, from))
        for (const { path, kind, content } of filesOf(from)) {
          if (kind === 'managed') expect(model.disk.get(path)?.text).toBe(content)
        }
      }),
      { numRuns: RUNS },
    )
  }, 3_600_000)

  test('without a base nothing is overwritten', () => {
    fc.assert(
      fc.property(
        history,
        ({ first, rounds: [{ edits, settings } = { edits: [], settings: 0 }] }) => {
          const model = created(first)
          for (const one of edits) perform(model, one)
          const before = new Map(model.disk)
          apply(
            model,
            planChanges({ base: null, next: filesOf(settings), disk: model.disk, ...NO_WISHES }),
          )
          for (const [path, { text }] of before) {
            const left = new Set(model.disk.get(path)?.text?.split(/\r?\n/))
            expect(text?.split(/\r?\n/).filter((line) => !left.has(line))).toEqual([])
          }
        },
      ),
      { numRuns: RUNS },
    )
  }, 3_600_000)
})
