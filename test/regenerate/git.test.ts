import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesBelow, writeFiles } from '../support/files.js'
import {
  commit,
  committedProject,
  newProject,
  projectIn,
  type TestProject,
} from '../support/project.js'
import { expectSound } from '../support/sound.js'

const ENTITY = 'src/users/user.entity.ts'
const PHONE = { USER_FIELDS: { phone: { type: 'String', nullable: true } } }

/** The files of the only backup. */
async function backupOf({ directory }: TestProject): Promise<Map<string, string>> {
  const folder = join(directory, '.graphql-auth/backup')
  const [only = '', ...others] = await readdir(folder)
  expect(others).toEqual([])
  const paths = await filesBelow(join(folder, only))
  const entries = paths.map(
    async (path): Promise<[string, string]> => [
      path,
      await readFile(join(folder, only, path), 'utf8'),
    ],
  )
  return new Map(await Promise.all(entries))
}

describe('with git', () => {
  test('uncommitted changes are refused, by name', async () => {
    const project = await committedProject()
    await project.edit('src/process/clock.ts', '', '// Mine.\n')
    await project.write('notes.txt', 'mine')
    await project.configure(PHONE)
    const before = await project.snapshot()
    expect(await project.run('regenerate')).toEqual({
      exitCode: 1,
      stdout: '',
      stderr:
        'error: there are uncommitted changes: src/process/clock.ts, notes.txt; commit or stash them, or repeat with --allow-dirty',
    })
    expect(await project.snapshot()).toEqual(before)
  })

  test('changed settings alone are why one regenerates', async () => {
    const project = await committedProject()
    await project.configure(PHONE)
    const { exitCode, stdout } = await project.run('regenerate')
    expect(exitCode).toBe(0)
    expect(stdout).not.toContain('copied')
    expect(await readdir(join(project.directory, '.graphql-auth'))).not.toContain('backup')
    await expectSound(project)
  })

  test('--allow-dirty goes on, and copies first', async () => {
    const project = await committedProject()
    await project.edit(ENTITY, 'export class User', '/** Someone. */\nexport class User')
    const edited = await project.read(ENTITY)
    await project.configure(PHONE)
    const { exitCode, stdout } = await project.run('regenerate', '--allow-dirty')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/were copied to \.graphql-auth\/backup\/[\dTZ.-]+ first\./)
    expect((await backupOf(project)).get(ENTITY)).toBe(edited)
    await expectSound(project)
  })

  test('what git ignores is copied first', async () => {
    const project = await committedProject()
    await project.git('rm', '--quiet', '--cached', ENTITY)
    await project.write('.git/info/exclude', `${ENTITY}\n`)
    await commit(project)
    await project.edit(ENTITY, 'export class User', '/** Someone. */\nexport class User')
    const edited = await project.read(ENTITY)
    await project.configure(PHONE)
    const { exitCode, stdout } = await project.run('regenerate')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(
      /Files that git does not track were copied to \.graphql-auth\/backup\/[\dTZ.-]+ first\./,
    )
    expect(await backupOf(project)).toEqual(new Map([[ENTITY, edited]]))
    await expectSound(project)
  })

  test('a dirty tree does not matter where nothing is to be done', async () => {
    const project = await committedProject()
    await project.write('notes.txt', 'mine')
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    await project.configure(PHONE)
    expect(await project.run('regenerate', '--dry-run')).toMatchObject({ exitCode: 0 })
  })

  test('only the folder of the project counts', async () => {
    const outer = await committedProject()
    await outer.run('apps/inner', '--yes', '--no-install', '--no-git')
    await commit(outer)
    await outer.write('notes.txt', 'mine')
    const inner = projectIn(join(outer.directory, 'apps/inner'))
    await inner.configure(PHONE)
    expect(await inner.run('regenerate')).toMatchObject({ exitCode: 0 })
    await inner.configure({ flavor: 'relay' })
    await inner.write('notes.txt', 'mine')
    const { stderr } = await inner.run('regenerate')
    expect(stderr).toContain('there are uncommitted changes: ')
    expect(stderr).not.toContain('apps/inner')
  })

  test('a repository without a commit protects nothing: what changes is copied', async () => {
    const project = await newProject()
    await project.git('init', '--quiet')
    await project.configure(PHONE)
    const { exitCode, stdout } = await project.run('regenerate')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('were copied to')
    await expectSound(project)
  })

  test('copies and traces are not committed', async () => {
    const project = await newProject()
    await project.configure(PHONE)
    await project.run('regenerate')
    await writeFiles(project.directory, { '.graphql-auth/lock': '', '.graphql-auth/pending/0': '' })
    await project.git('init', '--quiet')
    await commit(project)
    for (const name of ['backup', 'lock', 'pending']) {
      await project.git('check-ignore', '--quiet', `.graphql-auth/${name}`)
    }
  })
})

describe('without git', () => {
  test('what changes is copied first, but no secrets', async () => {
    const project = await newProject()
    const before = await project.snapshot()
    await project.write('.env', 'PORT=1\n')
    await project.configure(PHONE)
    const { exitCode } = await project.run('regenerate')
    expect(exitCode).toBe(0)
    const backup = await backupOf(project)
    expect(backup.get(ENTITY)).toBe(before.get(ENTITY))
    expect([...backup.keys()]).toContain('.graphql-auth/base.json')
    expect([...backup.keys()]).not.toContain('.env')
    for (const [path, text] of backup) expect(text).toBe(before.get(path))
    await expectSound(project)
  })

  test('a git that is not there is the same', async () => {
    const project = await newProject()
    await project.configure(PHONE)
    const { exitCode, stdout } = await project.runWith({ PATH: project.directory }, 'regenerate')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('were copied to')
    await expectSound(project)
  })
})
