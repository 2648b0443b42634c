import { describe, expect, test } from 'vitest'
import { FLAVORS } from '../../src/settings/types.js'
import { effort, isInShare } from '../support/effort.js'
import { renderedProject, runTool } from '../support/rendered.js'
import { isTried } from '../support/sample.js'
import { isHere, temporaryUrl } from '../support/servers.js'
import { projectOf, SHAPES } from '../support/shapes.js'

/** They start processes, and are the same whatever the settings are. */
const SLOW = ['test/dumpdata.test.ts', 'test/loaddata.test.ts', 'test/main.test.ts']

describe.each(FLAVORS)('a new project of the %s flavor passes its own tests', (flavor) => {
  const shapes = Object.keys(SHAPES).filter(
    (shape) => isInShare(shape, effort.shareOfOwnTests) && isTried(shape, flavor),
  )
  test.for(shapes)('%s', async (shape, { skip }) => {
    const project = projectOf(shape, flavor)
    const { database } = project.settings
    skip(!(await isHere(database)))
    const directory = await renderedProject(project)
    const excluded = effort.ownTestsWithProcesses ? [] : SLOW.flatMap((file) => ['--exclude', file])
    const args = ['run', '--maxWorkers=2', ...excluded]
    const env = { TEST_DATABASE_URL: await temporaryUrl(database) }
    const { exitCode, stdout, stderr } = await runTool(directory, 'vitest', args, env)
    expect(exitCode, stdout + stderr).toBe(0)
  })
})
