import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { newProject, statusOf } from '../support/project.js'
import { run } from '../support/run.js'
import { expectSound } from '../support/sound.js'

const ENTITY = 'src/users/user.entity.ts'
const PHONE = { USER_FIELDS: { phone: { type: 'String', nullable: true } } }

describe('status', () => {
  test('of a new project is clean', async () => {
    const project = await newProject()
    expect(await project.run('status', '--check')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^(\d+) of \1 files are clean\.\nEverything is up to date\.$/),
    })
  })

  test('tells what is edited, missing and outdated', async () => {
    const project = await newProject()
    await project.edit('src/process/clock.ts', '', '// Mine.\n')
    await rm(join(project.directory, 'compose.yaml'))
    await project.configure(PHONE)
    const before = await project.snapshot()
    const { drift, files } = await statusOf(project)
    expect(drift).toBe(true)
    expect(files).toMatchObject({
      'src/process/clock.ts': 'edited',
      'compose.yaml': 'missing',
      [ENTITY]: 'outdated',
    })
    const text = await project.run('status')
    expect(text.exitCode).toBe(0)
    expect(text.stdout).toContain('edited      src/process/clock.ts\n')
    expect(text.stdout).toMatch(/Run create-graphql-auth regenerate\.$/)
    expect(await project.run('status', '--check')).toMatchObject({ exitCode: 5 })
    expect(await project.snapshot()).toEqual(before)
  })

  test('calls edits and deleted files no drift', async () => {
    const project = await newProject()
    await project.edit('src/process/clock.ts', '', '// Mine.\n')
    await rm(join(project.directory, 'compose.yaml'))
    expect(await project.run('status', '--check')).toMatchObject({ exitCode: 0 })
  })

  test('of settings that take effect at the next start is clean', async () => {
    const project = await newProject()
    await project.configure({ GRAPHQL_JWT: { JWT_EXPIRATION_DELTA: '10m' } })
    expect(await project.run('status', '--check')).toMatchObject({ exitCode: 0 })
  })

  test('of a destructive change tells of drift', async () => {
    const project = await newProject()
    await project.configure(PHONE)
    await project.run('regenerate')
    await project.configure({ USER_FIELDS: {} })
    expect(await project.run('status', '--check')).toMatchObject({ exitCode: 5 })
  })
})

describe('diff', () => {
  test('is what regenerate then does, as patch(1) reads it', async () => {
    const [project, twin] = [await newProject(), await newProject()]
    await project.edit(ENTITY, 'export class User', '/** Someone. */\nexport class User')
    await project.configure({ ...PHONE, GRAPHQL_JWT: { JWT_LONG_RUNNING_REFRESH_TOKEN: false } })
    const { exitCode, stdout } = await project.run('diff')
    expect(exitCode).toBe(0)
    await twin.edit(ENTITY, 'export class User', '/** Someone. */\nexport class User')
    await execa('git', ['apply', '-p1'], { cwd: twin.directory, input: `${stdout}\n` })
    await project.run('regenerate', '--allow-destructive')
    const [done, patched] = [await project.snapshot(), await twin.snapshot()]
    for (const [path, text] of done) {
      if (/^(\.graphql-auth|graphql-auth\.json|\.env$)|migrations/.test(path)) continue
      expect({ path, text: patched.get(path) }).toEqual({ path, text })
    }
    expect(patched.has('src/sessions/refresh-tokens.ts')).toBe(false)
    await expectSound(project)
  })

  test('can be of one file or folder, in the working directory or elsewhere', async () => {
    const project = await newProject()
    await project.configure(PHONE)
    const headers = async (cwd: string, ...args: string[]) =>
      (await run(['diff', ...args], { cwd })).stdout
        .split('\n')
        .filter((line) => /^\+\+\+/.test(line))
    expect(await headers(project.directory, ENTITY)).toEqual([`+++ b/${ENTITY}`])
    expect(await headers(project.directory, './src/users/')).toEqual([`+++ b/${ENTITY}`])
    const parent = join(project.directory, '..')
    expect(await headers(parent, 'my-app', 'src/users')).toEqual([`+++ b/${ENTITY}`])
    expect((await headers(parent, 'my-app')).length).toBeGreaterThan(3)
    expect(await headers(project.directory, 'src/process/clock.ts')).toEqual([])
  })

  test('of what is not a file of the project is a mistake', async () => {
    const project = await newProject()
    expect(await project.run('diff', 'src/nothing.ts')).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'error: src/nothing.ts is not a rendered file of this project',
    })
  })

  test('shows no secret', async () => {
    const project = await newProject()
    await rm(join(project.directory, '.env'))
    expect((await project.run('diff')).stdout).not.toContain('SECRET_KEY')
  })
})

describe('a dry run', () => {
  test('tells what would be done, and does nothing', async () => {
    const project = await newProject()
    await project.configure(PHONE)
    const before = await project.snapshot()
    const { exitCode, stdout } = await project.run('regenerate', '--dry-run', '--json')
    expect(exitCode).toBe(0)
    expect(await project.snapshot()).toEqual(before)
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      command: 'regenerate',
      dryRun: true,
      directory: project.directory,
      files: expect.arrayContaining([{ path: ENTITY, action: 'update' }]),
      conflicts: [],
      migration: { path: expect.stringMatching(/-add-phone\.ts$/) },
      next: ['npm run migrate', 'npm run typecheck', 'npm run test'],
    })
  })

  test('is what the run then says', async () => {
    const project = await newProject()
    await project.configure({ flavor: 'relay' })
    const planned = JSON.parse((await project.run('regenerate', '--dry-run', '--json')).stdout)
    const done = JSON.parse((await project.run('regenerate', '--json')).stdout)
    expect(done).toEqual({ ...planned, dryRun: false, backup: expect.any(String) })
    await expectSound(project)
  })
})
