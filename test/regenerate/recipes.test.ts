import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DATABASES, FLAVORS } from '../../src/settings/types.js'
import { runScript } from '../support/dev-server.js'
import { newProject } from '../support/project.js'
import { withDatabase } from '../support/project-database.js'
import { followRecipes } from '../support/recipes.js'
import { runTool } from '../support/rendered.js'
import { isHere, temporaryUrl } from '../support/servers.js'
import { linkPackages } from '../support/sound.js'

const kinds = FLAVORS.flatMap((flavor) => DATABASES.map((database) => [flavor, database] as const))

describe.each(kinds)('the recipes of the README, %s on %s', async (flavor, database) => {
  test.skipIf(!(await isHere(database)))('do what they say', async () => {
    const project = await newProject('--flavor', flavor, '--database', database)
    const { directory } = project
    const recipes = await followRecipes(project)
    expect(Object.keys(recipes.files)).toHaveLength(12)
    expect(recipes.listed).toHaveLength(3)
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0, stderr: '' })
    await linkPackages(project)
    await withDatabase(project, database)
    await runScript(directory, 'migrate')
    await runScript(directory, 'migration:generate', '--', 'add-notes')
    await runScript(directory, 'migrate')
    expect(await readdir(join(directory, 'src/own/migrations', database))).toHaveLength(1)

    expect(await runTool(directory, 'tsc')).toMatchObject({ exitCode: 0, stdout: '' })
    // Puts imports in order, as an editor does.
    await runTool(directory, 'biome', ['check', '--write', 'src/own'])
    const style = await runTool(directory, 'biome', ['ci', '--error-on-warnings', 'src/own'])
    expect(style.exitCode, style.stdout + style.stderr).toBe(0)
    const url = await temporaryUrl(database)
    const env: Record<string, string> = url ? { TEST_DATABASE_URL: url } : {}
    const { exitCode, stdout } = await runTool(directory, 'vitest', ['run', 'test/own'], env)
    expect(exitCode, stdout).toBe(0)
  })
})
