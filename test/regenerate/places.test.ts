import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Base, baseEntries, baseOf } from '../../src/regenerate/base.js'
import type { Change, DiskFile } from '../../src/regenerate/change.js'
import { IN_PLACE } from '../../src/regenerate/find-again.js'
import { entriesOf, planChanges } from '../../src/regenerate/plan-changes.js'
import { render } from '../../src/render/render.js'
import type { RenderedFile } from '../../src/render/types.js'
import { FLAVORS } from '../../src/settings/types.js'
import { type Edit, PLACES } from '../support/places.js'
import { renderedProject, runTool } from '../support/rendered.js'
import { projectWith } from '../support/settings.js'

const TEXT = { type: 'String', nullable: true }
const NAMES = ['firstName', 'lastName']

/** Settings with fields of one's own, which may be given and changed. */
function optional(...names: string[]) {
  const GRAPHQL_AUTH = {
    REGISTER_MUTATION_FIELDS_OPTIONAL: names,
    UPDATE_MUTATION_FIELDS: [...NAMES, ...names],
  }
  return { USER_FIELDS: Object.fromEntries(names.map((name) => [name, TEXT])), GRAPHQL_AUTH }
}

const REQUIRED = {
  USER_FIELDS: { phone: { type: 'String' } },
  GRAPHQL_AUTH: { REGISTER_MUTATION_FIELDS: ['email', 'username', 'phone'] },
}

type Said = Record<string, unknown>

/** From one settings file to another, in either flavor. */
const CHANGES: Readonly<Record<string, [before: Said, after: Said]>> = {
  'a field that register asks for': [{}, REQUIRED],
  'a field that may be given and changed': [{}, optional('phone')],
  'one more field': [optional('city'), optional('city', 'phone')],
  'a dropped field': [optional('phone'), {}],
  'one field less': [optional('city', 'phone'), optional('city')],
  PostgreSQL: [{}, { database: 'postgres' }],
  MySQL: [{}, { database: 'mysql' }],
}

/** A project in memory. */
interface Model {
  disk: Map<string, DiskFile>
  base: Base
}

const rendered = new Map<string, RenderedFile[]>()

function filesOf(said: Said): RenderedFile[] {
  const key = JSON.stringify(said)
  const files = rendered.get(key) ?? render(projectWith(said))
  rendered.set(key, files)
  return files
}

function created(files: readonly RenderedFile[]): Model {
  return {
    disk: new Map(files.map(({ path, content }) => [path, { text: content, mode: 0o644 }])),
    base: baseOf(projectWith({}), baseEntries(files)),
  }
}

function edit({ disk }: Model, [path, before, after]: Edit): void {
  const text = disk.get(path)?.text ?? ''
  expect(text.split(before), `${before} in ${path}`).toHaveLength(2)
  disk.set(path, { text: text.replace(before, () => after), mode: 0o644 })
}

/** Regenerates. @returns the conflicts, as they are told */
function regenerate(model: Model, next: readonly RenderedFile[]): string[] {
  const wishes = { whereabouts: IN_PLACE, restored: [], deleted: [] }
  const changes = planChanges({ ...model, next, ...wishes })
  for (const { deletes, writes } of changes) {
    for (const path of deletes) model.disk.delete(path)
    for (const { path, content } of writes) model.disk.set(path, { text: content, mode: 0o644 })
  }
  model.base = { ...model.base, files: entriesOf(changes) }
  return changes.flatMap(conflictsOf)
}

function conflictsOf({ conflicts }: Change): string[] {
  return conflicts.map(({ path, line }) => `${path}:${line}`)
}

describe.each(FLAVORS)('an edit of a file of ours, in a %s project', (flavor) => {
  test.each(Object.entries(PLACES))('%s: meets no change of the settings', (_, edits) => {
    const other = flavor === 'relay' ? 'graphql' : 'relay'
    const changes = { ...CHANGES, 'the other flavor': [{}, { flavor: other }] }
    const paths = new Set(edits.map(([path]) => path))
    const editedOf = (said: Said) => filesOf(said).filter(({ path }) => paths.has(path))
    const met = Object.entries(changes).flatMap(([change, [before, after]]) => {
      const model = created(editedOf({ flavor, ...before }))
      for (const one of edits) edit(model, one)
      const conflicts = regenerate(model, editedOf({ flavor, ...after }))
      return conflicts.map((place) => `${change}: ${place}`)
    })
    expect(met).toEqual([])
  })

  test('all of them together stay through all changes, and the project has sound types', async () => {
    const model = created(filesOf({ flavor }))
    const edits = Object.values(PLACES).flat()
    for (const one of edits) edit(model, one)
    const other = flavor === 'relay' ? 'graphql' : 'relay'
    const stops = [
      { flavor, ...optional('phone') },
      { flavor: other, ...optional('phone', 'city') },
      { flavor: other, ...optional('city'), database: 'postgres' },
    ]
    for (const stop of stops) expect(regenerate(model, filesOf(stop))).toEqual([])
    for (const [path, , after] of edits) {
      for (const line of after.split('\n')) expect(model.disk.get(path)?.text).toContain(line)
    }
    const directory = await renderedProject(projectWith(stops.at(-1) ?? {}))
    for (const [path, { text }] of model.disk) {
      if (/^src\/.*\.ts$/.test(path)) await writeFile(join(directory, path), text ?? '')
    }
    expect(await runTool(directory, 'tsc')).toMatchObject({ exitCode: 0, stdout: '' })
  })
})
