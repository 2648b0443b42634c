import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { FLAVORS } from '../../src/settings/types.js'
import { renderedProject, runTool } from '../support/rendered.js'
import { projectOf, SHAPES } from './shapes.js'

const INSPECT = fileURLToPath(new URL('../support/inspect-project.mts', import.meta.url))

describe.each(FLAVORS)('%s flavor', (flavor) => {
  test.each(Object.keys(SHAPES))('%s', async (shape) => {
    const directory = await renderedProject(projectOf(shape, flavor))

    const types = await runTool(directory, 'tsc')
    expect(types.stdout + types.stderr).toBe('')

    const style = await runTool(directory, 'biome', ['ci', '--error-on-warnings', '.'])
    expect(style.exitCode, style.stdout + style.stderr).toBe(0)

    const inspected = await runTool(directory, 'tsx', [INSPECT])
    expect(inspected.stderr).toBe('')
    expect(inspected.stdout.trimEnd().split('\n').at(-1)).toBe('[]')
    expect(await readFile(join(directory, 'schema.graphql'), 'utf8')).toContain('type Mutation {')
  })
})
