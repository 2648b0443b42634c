import { createHash } from 'node:crypto'
import { mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fault } from '../support/fault.js'
import { filesBelow, writeFiles } from '../support/files.js'
import {
  commit,
  committedProject,
  newProject,
  projectIn,
  type TestProject,
} from '../support/project.js'
import { emptyDirectory } from '../support/run.js'

const ENTITY = 'src/users/user.entity.ts'
const PENDING = '.graphql-auth/pending'
const PHONE = { USER_FIELDS: { phone: { type: 'String', nullable: true } } }
const FOREIGN =
  'error: .graphql-auth/pending belongs to a run that did not begin here, or was changed since; nothing was changed; restore the project to its state before that run, for example from git, and delete the folder'

/** A project in which a run was killed when its journal was there. */
async function interrupted(env: Record<string, string> = {}): Promise<TestProject> {
  const project = await newProject()
  await project.configure(PHONE)
  await project.runWith({ ...fault('SIGKILL rename 3'), ...env }, 'regenerate')
  expect(await readdir(join(project.directory, PENDING))).toContain('journal.json')
  await rm(join(project.directory, '.graphql-auth/lock'))
  return project
}

/** Every command must say so, and do nothing. */
async function expectForeign(
  project: TestProject,
  env: Record<string, string> = {},
  commands: readonly string[][] = [['regenerate']],
): Promise<void> {
  const before = [await project.snapshot(), await filesBelow(project.directory)]
  for (const args of commands) {
    const { exitCode, stdout, stderr } = await project.runWith(env, ...args)
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 1, stdout: '', stderr: FOREIGN })
  }
  expect([await project.snapshot(), await filesBelow(project.directory)]).toEqual(before)
}

/** A journal as an attacker would write it, with the content of its only file. */
async function plant(project: TestProject, path: string, content = 'mine\n'): Promise<string> {
  const after = createHash('sha256').update(content).digest('hex')
  const journal = { id: 'x', deletes: [], writes: [{ path, before: null, after }], report: null }
  const text = JSON.stringify(journal)
  await writeFiles(join(project.directory, PENDING), { '0': content, 'journal.json': text })
  return createHash('sha256').update(text).digest('hex')
}

describe('a journal that came with a clone', () => {
  test.each(['../outside.txt', '.git/hooks/post-checkout', 'src/planted.ts'])(
    'is not carried out: %s',
    async (path) => {
      const project = await committedProject()
      await plant(project, path)
      const looking = path.startsWith('src')
        ? [['regenerate', '--dry-run'], ['status'], ['diff']]
        : []
      await expectForeign(project, {}, [['regenerate'], ...looking])
    },
  )

  test('writes nothing through a link beside its files', async () => {
    const project = await newProject()
    const outside = await emptyDirectory()
    await writeFiles(outside, { profile: 'as it was' })
    await plant(project, 'src/planted.ts')
    for (const name of ['0.copy', 'journal.json.new']) {
      await symlink(join(outside, 'profile'), join(project.directory, PENDING, name))
    }
    await expectForeign(project)
    expect(await projectIn(outside).read('profile')).toBe('as it was')
  })

  test('is not believed for what the project says about this machine', async () => {
    const project = await newProject()
    const run = await plant(project, 'src/planted.ts')
    const own = { XDG_STATE_HOME: '', HOME: project.directory, TMPDIR: project.directory }
    for (const folder of ['.local/state/create-graphql-auth', 'create-graphql-auth-0']) {
      await mkdir(join(project.directory, folder), { recursive: true, mode: 0o700 })
      await writeFile(join(project.directory, folder, run), '', { mode: 0o600 })
    }
    await expectForeign(project, own)
    await mkdir(join(project.directory, 'state/create-graphql-auth'), { recursive: true })
    await writeFile(join(project.directory, 'state/create-graphql-auth', run), '')
    await expectForeign(project, { XDG_STATE_HOME: join(project.directory, 'state') })
  })

  test('is refused where it was committed', async () => {
    const project = await interrupted()
    await project.git('init', '--quiet')
    await project.git('add', '--force', PENDING)
    await commit(project)
    await expectForeign(project)
  })

  test('is not one of another repository above', async () => {
    const outer = await emptyDirectory()
    await projectIn(outer).git('init', '--quiet')
    const project = projectIn(join(outer, 'apps/one'))
    await mkdir(join(outer, 'apps'))
    await rename((await newProject()).directory, project.directory)
    const run = await plant(project, 'src/planted.ts')
    const folder = join(outer, '.local/state/create-graphql-auth')
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(join(folder, run), '')
    await expectForeign(project, { XDG_STATE_HOME: '', HOME: outer })
  })
})

describe('a run that was killed', () => {
  test('on another machine is not carried out, on its own it is', async () => {
    const there = { XDG_STATE_HOME: await emptyDirectory() }
    const project = await interrupted(there)
    await expectForeign(project, { XDG_STATE_HOME: await emptyDirectory() })
    expect(await project.runWith(there, 'regenerate')).toMatchObject({ exitCode: 0 })
    expect(await project.read(ENTITY)).toContain('phone!: string | null')
    expect(await filesBelow(there.XDG_STATE_HOME)).toEqual([])
  })

  test('is finished where the project was moved', async () => {
    const { directory } = await interrupted()
    await rename(directory, `${directory}-moved`)
    const project = projectIn(`${directory}-moved`)
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await project.read(ENTITY)).toContain('phone!: string | null')
  })

  test.each([
    ['a prepared file', '1', 'export const mine = true\n'],
    ['the journal', 'journal.json', '{ "deletes": [], "writes": [], "report": null }'],
    ['a part of the journal', 'journal.json', '{'],
  ])('is not carried out when %s was changed since', async (_, name, content) => {
    const project = await interrupted()
    const before = await project.snapshot()
    await project.write(`${PENDING}/${name}`, content)
    const { exitCode, stderr } = await project.run('regenerate')
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: FOREIGN })
    expect(await project.snapshot()).toEqual(before)
  })

  test('is not carried out through a link that was put there since', async () => {
    const project = await interrupted()
    const outside = await emptyDirectory()
    await rename(join(project.directory, 'src/users'), join(outside, 'users'))
    await symlink(join(outside, 'users'), join(project.directory, 'src/users'))
    const { exitCode, stderr } = await project.run('regenerate')
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringMatching(/^error: .* leads out of the project; nothing was written$/),
    })
    expect(await projectIn(outside).read('users/user.entity.ts')).not.toContain('phone')
  })

  test.each<[string, (nowhere: string, folder: string) => Record<string, string>]>([
    ['a home', (nowhere, folder) => ({ XDG_STATE_HOME: '', HOME: nowhere, TMPDIR: folder })],
    ['a home with a name', (_, folder) => ({ XDG_STATE_HOME: 'x', HOME: '', TMPDIR: folder })],
    ['a state folder', (nowhere, folder) => ({ XDG_STATE_HOME: nowhere, HOME: folder })],
  ])('is finished without %s', async (_, environment) => {
    const folder = await emptyDirectory()
    await writeFiles(folder, { file: '' })
    const env = environment(join(folder, 'file'), folder)
    const project = await interrupted(env)
    expect(await project.runWith(env, 'regenerate')).toMatchObject({ exitCode: 0 })
    expect(await project.read(ENTITY)).toContain('phone!: string | null')
    expect(await filesBelow(folder)).toEqual(['file'])
  })
})

test('a run does not begin where it could not be finished', async () => {
  const project = await newProject()
  const folder = await emptyDirectory()
  await writeFiles(folder, { file: '' })
  await project.configure(PHONE)
  const before = await project.snapshot()
  const nowhere = join(folder, 'file')
  const { exitCode, stderr } = await project.runWith(
    { XDG_STATE_HOME: nowhere, HOME: nowhere, TMPDIR: nowhere },
    'regenerate',
  )
  expect({ exitCode, stderr }).toEqual({
    exitCode: 1,
    stderr:
      'error: cannot record that a run has begun, and could not finish it if it were killed; set XDG_STATE_HOME to a writable folder; nothing was changed',
  })
  expect(await project.snapshot()).toEqual(before)
})
