import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import type { Flavor } from '../../src/settings/types.js'
import { renderedProject, runTool } from './rendered.js'
import { isHere, temporaryUrl } from './servers.js'
import { projectOf } from './shapes.js'
import { undescribed } from './undescribed.js'

const INSPECT = fileURLToPath(new URL('inspect-project.mts', import.meta.url))

/**
 * Renders a shape and looks at it as its owner's tools would: types, lint and format, schema, and
 * that the entities ask for nothing that the migrations have not made.
 */
export async function expectSoundShape(shape: string, flavor: Flavor): Promise<void> {
  const project = projectOf(shape, flavor)
  const { settings } = project
  const directory = await renderedProject(project)

  const types = await runTool(directory, 'tsc')
  expect(types.stdout + types.stderr).toBe('')

  const style = await runTool(directory, 'biome', ['ci', '--error-on-warnings', '.'])
  expect(style.exitCode, style.stdout + style.stderr).toBe(0)

  if (!(await isHere(settings.database))) return
  const url = await temporaryUrl(settings.database)
  const inspected = await runTool(directory, 'tsx', [INSPECT, url])
  expect(inspected.stderr).toBe('')
  expect(inspected.stdout.trimEnd().split('\n').at(-1)).toBe('[]')
  const schema = await readFile(join(directory, 'schema.graphql'), 'utf8')
  expect(schema).toContain('type Mutation {')
  expect(undescribed(schema)).toEqual([])
}
