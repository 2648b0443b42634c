import { execFileSync } from 'node:child_process'
import { link, mkdir, open, readdir, rename, rm, symlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { BASE_PATH } from '../../src/regenerate/base.js'
import { readBase } from '../../src/regenerate/read-base.js'
import { writeFiles } from '../support/files.js'
import { committedProject, newProject, projectIn, type TestProject } from '../support/project.js'
import { emptyDirectory, run } from '../support/run.js'

const ENTITY = 'src/users/user.entity.ts'
const PHONE = { USER_FIELDS: { phone: { type: 'String', nullable: true } } }
const COMMANDS = ['regenerate', 'status', 'diff']

/** The program must say this in one line, and change nothing. */
async function expectRefusal(
  project: TestProject,
  message: string | RegExp,
  commands: readonly string[] = ['regenerate'],
): Promise<void> {
  const before = await project.snapshot()
  for (const command of commands) {
    const { exitCode, stdout, stderr } = await project.run(command)
    expect({ command, exitCode, stdout }).toEqual({
      command,
      exitCode: expect.not.toSatisfy((code) => code === 0),
      stdout: '',
    })
    expect(stderr).toMatch(message)
    expect(stderr.split('\n')).toHaveLength(1)
  }
  expect(await project.snapshot()).toEqual(before)
}

async function editFiles(
  project: TestProject,
  edit: (files: Record<string, unknown>) => void,
): Promise<void> {
  const base = JSON.parse(await project.read(BASE_PATH))
  edit(base.files)
  await project.write(BASE_PATH, JSON.stringify(base))
}

/** What is made of a base that names these files. */
function readingOf(files: Record<string, unknown>) {
  const options = {
    name: 'app',
    packageManager: 'npm',
    command: 'npx create-graphql-auth app --yes',
  }
  const base = { version: 1, generator: '0.1.0', settingsVersion: 1, options, settings: {}, files }
  return readBase(JSON.stringify(base), '0.1.0')
}

function managed(path: string, content: string) {
  return { [path]: { id: path, kind: 'managed', content } }
}

describe('a link of our own folder', () => {
  test.each(['backup', 'pending', 'lock', 'base.json', 'settings.schema.json'])(
    '%s is refused by every command',
    async (name) => {
      const project = await newProject()
      const outside = await emptyDirectory()
      const path = join(project.directory, '.graphql-auth', name)
      const isFolder = name === 'backup' || name === 'pending'
      if (isFolder) await mkdir(join(outside, name))
      else await rename(path, join(outside, name)).catch(() => writeFiles(outside, { [name]: '' }))
      await symlink(join(outside, name), path)
      await project.configure(PHONE)
      const what = isFolder ? 'a folder' : 'an ordinary file'
      const message = new RegExp(`^error: \\.graphql-auth/${name} is not ${what}; move it away$`)
      await expectRefusal(project, message, name === 'backup' ? COMMANDS : ['regenerate'])
      if (isFolder) expect(await readdir(join(outside, name))).toEqual([])
    },
  )
})

describe('a way into the repository', () => {
  test.each(['.git/hooks', 'lib/module/.GIT/hooks', 'node_modules/.bin', '.graphql-auth/backup'])(
    'is not written through a link to %s',
    async (folder) => {
      const project = await newProject()
      await mkdir(join(project.directory, folder), { recursive: true })
      await rename(join(project.directory, 'src/users'), join(project.directory, 'users'))
      await symlink(join(project.directory, folder), join(project.directory, 'src/users'))
      await editFiles(project, (files) => delete files[ENTITY])
      await expectRefusal(
        project,
        /user\.entity\.ts lies in a folder that leads to (where nothing is rendered|nothing);/,
      )
      expect(await readdir(join(project.directory, folder))).toEqual([])
    },
  )

  test('nor through one to a folder that is not there yet', async () => {
    const project = await newProject()
    const outside = await emptyDirectory()
    await rename(join(project.directory, 'src/users'), join(project.directory, 'users'))
    await symlink(join(outside, 'new'), join(project.directory, 'src/users'))
    await editFiles(project, (files) => delete files[ENTITY])
    const { exitCode, stderr } = await project.run('regenerate')
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(/user\.entity\.ts lies in a folder that leads to nothing; nothing was/)
    expect(await readdir(outside)).toEqual([])
  })

  test.each([
    ['x', '.git', 'HEAD'],
    ['x', '.', '.git/HEAD'],
    ['a/b', '../.git', 'HEAD'],
  ])('is not deleted through %s -> %s', async (name, target, file) => {
    const project = await committedProject()
    const head = await project.read('.git/HEAD')
    await mkdir(join(project.directory, 'a'))
    await symlink(target, join(project.directory, name))
    await editFiles(project, (files) => Object.assign(files, managed(`${name}/${file}`, head)))
    await expectRefusal(project, /leads to where nothing is rendered|cannot be a file of a project/)
    expect(await project.read('.git/HEAD')).toBe(head)
  })

  test.each([
    ...['lib/.git/HEAD', '.GIT/HEAD', '.git./HEAD', '.git /HEAD', 'git~1/HEAD', 'a/.Git/config'],
    ...['.git::$INDEX_ALLOCATION/HEAD', 'a/node_modules/x', 'node_modules./x', 'nul', 'src/AUX.ts'],
    ...['.graphql-auth/lock', '.graphql-auth/pending/journal.json', '.graphql-auth/backup/x'],
    ...['.env', '.env.local', '.\u200Cgit/HEAD', 'a/\u202Ets', '~/x', 'C:/x', 'a//b', ''],
  ])('is not named by a base: %j', (path) => {
    expect(readingOf(managed(path, 'x'))).toEqual({
      status: 'refused',
      reason: expect.stringMatching(/names ".*", which cannot be a file of a project; restore it/),
    })
  })

  test('is not named twice, for systems on which case does not count', () => {
    const files = {
      ...managed('src/process/clock.ts', 'x'),
      ...managed('SRC/process/Clock.ts', 'x'),
    }
    expect(readingOf(files)).toHaveProperty('status', 'refused')
    expect(readingOf(managed('src/process/clock.ts', 'x'))).toHaveProperty('status', 'read')
  })
})

test('a second name of a file outside is parted from it, not written', async () => {
  const project = await newProject()
  const outside = await emptyDirectory()
  const text = await project.read(ENTITY)
  await writeFiles(outside, { profile: text })
  await rm(join(project.directory, ENTITY))
  await link(join(outside, 'profile'), join(project.directory, ENTITY))
  await project.configure(PHONE)
  expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
  expect(await project.read(ENTITY)).toContain('phone!: string | null')
  expect(await projectIn(outside).read('profile')).toBe(text)
})

/** What can lie where a file should be: how it is made, and what is said of it. */
const ODD_FILES: readonly [string, (path: string) => unknown][] = [
  ['a pipe', (path) => execFileSync('mkfifo', [path])],
  ['a link to a device', (path) => symlink('/dev/zero', path)],
  ['a socket', listen],
  ['a folder', (path) => mkdir(path)],
  ['a huge file', makeHuge],
]

async function listen(path: string): Promise<void> {
  const server = createServer().listen(path)
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => void server.close())
}

/** A hole: it takes no room. */
async function makeHuge(path: string): Promise<void> {
  const file = await open(path, 'w')
  await file.truncate(3 * 1024 ** 3)
  await file.close()
}

describe.each(ODD_FILES)('%s is not read', (kind, make) => {
  test.each(['graphql-auth.json', BASE_PATH, '.graphql-auth/lock', '.graphql-auth/pending'])(
    'as %s',
    async (path) => {
      const project = await newProject()
      await rm(join(project.directory, path), { force: true })
      await make(join(project.directory, path))
      const isFine = path.endsWith('pending') && kind === 'a folder'
      if (isFine) return expect(await project.run('status')).toMatchObject({ exitCode: 0 })
      const says =
        /is not (an ordinary file|a folder)|it is a directory|larger than|another run is working/
      if (path.endsWith('lock') && kind === 'a huge file') return
      const commands = path.endsWith('json') ? ['status', 'regenerate'] : ['regenerate']
      for (const command of commands) {
        const { exitCode, stdout, stderr } = await project.run(command)
        expect({ command, exitCode: exitCode ?? 'killed', stdout }).toEqual({
          ...{ command, stdout: '' },
          exitCode: path === 'graphql-auth.json' ? 2 : 1,
        })
        expect(stderr).toMatch(says)
        expect(stderr.split('\n')).toHaveLength(1)
      }
      if (path.endsWith('json')) {
        expect(await project.run('info')).toMatchObject({ exitCode: 0, stderr: '' })
      }
    },
  )

  test('as a file that is rendered', async () => {
    const project = await newProject()
    for (const path of [ENTITY, `${ENTITY}.regenerated`, 'package.json', 'README.md', '.env']) {
      await rm(join(project.directory, path), { force: true })
      await make(join(project.directory, path))
    }
    await project.configure(PHONE)
    for (const command of ['diff', 'regenerate', 'status']) {
      if (command === 'status') await rm(join(project.directory, BASE_PATH))
      const { exitCode, stderr } = await project.run(command)
      expect({ command, exitCode }).toEqual({ command, exitCode: expect.any(Number) })
      expect(stderr).not.toContain('unexpected')
    }
  })

  test('as the settings of a new project', async () => {
    const cwd = await emptyDirectory()
    await make(join(cwd, 'settings.json'))
    const { exitCode, stderr } = await run(['app', '--yes', '--settings', 'settings.json'], { cwd })
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/^error: cannot read settings\.json: it (is|has) .*$/)
  })
})

test('migrations that lie in each other by links are listed once', async () => {
  const project = await newProject()
  for (const name of ['one', 'two']) {
    await symlink('.', join(project.directory, 'src/database/migrations', name))
  }
  expect(await project.run('status')).toMatchObject({ exitCode: 0 })
})
