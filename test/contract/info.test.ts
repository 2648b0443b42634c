import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { writeFiles } from '../support/files.js'
import { emptyDirectory, run } from '../support/run.js'

describe('info', () => {
  test('tells versions where there is no project', async () => {
    const cwd = await emptyDirectory()
    const { exitCode, stdout } = await run(['info'], { cwd })
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^create-graphql-auth +\d+\.\d+\.\d+$/m)
    expect(stdout).toContain(process.version)
    expect(stdout).toMatch(/^package manager +npm \d+/m)
    expect(stdout).toMatch(/^report bugs at +https:\/\/\S+\/issues$/m)
    expect(stdout).toMatch(/^project +none here$/m)
  })

  test('tells the settings of a project, and who rendered it', async () => {
    const cwd = await emptyDirectory()
    await run(['app', '--yes', '--flavor', 'relay', '--no-git', '--no-install'], { cwd })
    const { stdout } = await run(['info', 'app', '--json'], { cwd })
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      generator: expect.stringMatching(/^\d/),
      project: {
        directory: join(cwd, 'app'),
        generator: expect.stringMatching(/^\d/),
        settings: { flavor: 'relay' },
        problems: [],
      },
    })
  })

  test('tells no secrets', async () => {
    const cwd = await emptyDirectory()
    const settings = { GRAPHQL_AUTH: { EMAIL_TEMPLATE_VARIABLES: { apiKey: 'hush' } } }
    await writeFiles(cwd, {
      'graphql-auth.json': JSON.stringify(settings),
      '.env': 'SECRET_KEY=hush',
    })
    const { stdout } = await run(['info'], { cwd })
    expect(stdout).toContain('apiKey')
    expect(stdout).not.toContain('hush')
  })

  test('tells what cannot be read', async () => {
    const cwd = await emptyDirectory()
    await writeFiles(cwd, { 'graphql-auth.json': '<<<<<<<', '.graphql-auth/base.json': '<<<<<<<' })
    const { exitCode, stdout } = await run(['info'], { cwd })
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^problem .*graphql-auth\.json.* JSON/m)
    expect(stdout).toMatch(/^rendered by +unknown$/m)
  })

  test('tells what is wrong with the settings', async () => {
    const cwd = await emptyDirectory()
    await writeFiles(cwd, { 'graphql-auth.json': '{ "flavor": "rest" }' })
    const { exitCode, stdout } = await run(['info'], { cwd })
    expect(exitCode).toBe(0)
    expect(stdout).toContain('flavor: unknown flavor "rest"; one of graphql, relay')
  })
})
