import { chmod, mkdir, readdir, rename, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { BASE_PATH } from '../../src/regenerate/base.js'
import { filesBelow, writeFiles } from '../support/files.js'
import { newProject, statusOf, type TestProject } from '../support/project.js'
import { emptyDirectory, run } from '../support/run.js'
import { expectSound } from '../support/sound.js'

const ENTITY = 'src/users/user.entity.ts'
const PHONE = { USER_FIELDS: { phone: { type: 'String', nullable: true } } }

/** The base as JSON. */
type BaseText = Record<string, unknown> & { files: Record<string, unknown> }

/** Runs regenerate, which must say this and change nothing. */
async function expectRefusal(project: TestProject, message: string | RegExp): Promise<void> {
  const before = await project.snapshot()
  const { exitCode, stdout, stderr } = await project.run('regenerate')
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
  expect(stderr).toMatch(message)
  expect(stderr.split('\n')).toHaveLength(1)
  expect(await project.snapshot()).toEqual(before)
}

async function editBase(project: TestProject, edit: (base: BaseText) => void): Promise<void> {
  const base = JSON.parse(await project.read(BASE_PATH))
  edit(base)
  await project.write(BASE_PATH, JSON.stringify(base))
}

describe('a .env that is not ours to write', () => {
  test.each<[string, (path: string) => Promise<unknown>]>([
    ['a link to nothing', (path) => symlink('/run/secrets/there-is-none', path)],
    ['a folder', (path) => mkdir(path)],
  ])('%s is left alone', async (_, make) => {
    const project = await newProject()
    const path = join(project.directory, '.env')
    await rm(path)
    await make(path)
    await project.configure(PHONE)
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await project.run('status', '--check')).toMatchObject({ exitCode: 0 })
  })

  test('that lacks variables is drift, as one that is not there is not', async () => {
    const project = await newProject()
    await project.write('.env', 'FOO=1\n')
    expect(await project.run('status', '--check')).toMatchObject({ exitCode: 5 })
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await project.read('.env')).toMatch(/^FOO=1\n.*SECRET_KEY=/s)
    await rm(join(project.directory, '.env'))
    expect(await project.run('status', '--check')).toMatchObject({ exitCode: 0 })
  })
})

describe('a base that cannot be used', () => {
  const broken: [string, (project: TestProject) => Promise<void>, RegExp][] = [
    ['is missing', ({ directory }) => rm(join(directory, BASE_PATH)), /base\.json is missing/],
    [
      'is not JSON',
      ({ write }) => write(BASE_PATH, '{ "version": 1,'),
      /base\.json cannot be read/,
    ],
    ['is another JSON', ({ write }) => write(BASE_PATH, '[]'), /base\.json cannot be read/],
    [
      'is full of conflict markers',
      ({ edit }) => edit(BASE_PATH, '{', '<<<<<<< HEAD\n{\n=======\n{\n>>>>>>> other'),
      /base\.json cannot be read/,
    ],
    [
      'has lost a part',
      (project) => editBase(project, (base) => Object.assign(base, { files: undefined })),
      /base\.json is incomplete/,
    ],
    [
      'has a version that is none',
      (project) => editBase(project, (base) => Object.assign(base, { settingsVersion: -1 })),
      /base\.json is incomplete/,
    ],
    [
      'has code for a name',
      (project) =>
        editBase(project, (base) =>
          Object.assign(base, { options: { ...Object(base.options), name: "x');evil('" } }),
        ),
      /base\.json is incomplete/,
    ],
    [
      'has an entry of another form',
      (project) => editBase(project, (base) => Object.assign(base.files, { 'a.ts': 1 })),
      /base\.json is incomplete/,
    ],
  ]

  test.each(broken)('%s: nothing is overwritten', async (_, spoil, message) => {
    const project = await newProject()
    await project.edit(ENTITY, 'export class User', '/** Someone. */\nexport class User')
    await spoil(project)
    await project.configure(PHONE)
    const { exitCode, stdout, stderr } = await project.run('regenerate')
    expect(exitCode).toBe(4)
    expect(stderr).toMatch(message)
    expect(stderr).toContain('so no migration was made')
    expect(stdout).toMatch(new RegExp(`^${ENTITY}:\\d+  it already existed`, 'm'))
    const both = await project.read(ENTITY)
    expect(both).toContain('/** Someone. */')
    expect(both).toContain('phone!: string | null')
    expect(await project.read('src/process/clock.ts')).not.toContain('<<<<<<<')
  })

  test('is not a text: it is recreated', async () => {
    const project = await newProject()
    await project.write(BASE_PATH, '\0\0')
    const { exitCode, stdout } = await project.run('regenerate')
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'Everything is up to date.' })
    expect(JSON.parse(await project.read(BASE_PATH))).toHaveProperty('files')
    expect((await statusOf(project)).drift).toBe(false)
  })

  test('whose settings make no sense is refused: a migration would be forgotten', async () => {
    const project = await newProject()
    await editBase(project, (base) =>
      Object.assign(base, { settings: { USER_FIELDS: { phone: { type: 'Sting' } } } }),
    )
    await project.configure(PHONE)
    await expectRefusal(project, /base\.json: settings: USER_FIELDS\.phone.*"Sting".*from git/)
  })

  test('with files as they were rendered is made again', async () => {
    const project = await newProject()
    const before = await project.snapshot()
    await rm(join(project.directory, BASE_PATH))
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(new Set((await project.snapshot()).keys())).toEqual(new Set(before.keys()))
    expect((await statusOf(project)).drift).toBe(false)
    await expectSound(project)
  })
})

describe('a base that must not be used', () => {
  test.each(['../../outside.txt', '/etc/passwd', '.git/config', 'src\\..\\x', 'a/../../b'])(
    'names %s',
    async (path) => {
      const project = await newProject()
      await editBase(project, (base) => {
        base.files[path] = { id: path, kind: 'managed', content: 'x' }
      })
      await expectRefusal(project, /names ".*", which cannot be a file of a project; restore it/)
    },
  )

  test('is that of another project', async () => {
    const project = await newProject()
    const migrations = join(project.directory, 'src/database/migrations')
    const [initial = ''] = await readdir(migrations)
    await rename(join(migrations, initial), join(migrations, '1700000000000-initial.ts'))
    await expectRefusal(
      project,
      /belongs to another project, or .* renamed: it names \d+-initial\.ts, but the project has \d+-initial\.ts;/,
    )
  })

  test.each([
    ['its form', (base: BaseText) => Object.assign(base, { version: 3 })],
    ['its settings', (base: BaseText) => Object.assign(base, { settingsVersion: 99 })],
    ['its generator', (base: BaseText) => Object.assign(base, { generator: '999.0.0' })],
  ])('is newer than this program in %s', async (_, edit) => {
    const project = await newProject()
    await editBase(project, edit)
    await expectRefusal(project, /was rendered by version .*, which is newer than this one; run/)
  })
})

describe('something in the way', () => {
  test('a file that leads out of the project', async () => {
    const project = await newProject()
    const outside = await emptyDirectory()
    await writeFiles(outside, { 'user.entity.ts': await project.read(ENTITY) })
    await rm(join(project.directory, ENTITY))
    await symlink(join(outside, 'user.entity.ts'), join(project.directory, ENTITY))
    await project.configure(PHONE)
    await expectRefusal(project, /user\.entity\.ts is reached by a link that leads out/)
  })

  test('a folder that leads out of the project', async () => {
    const project = await newProject()
    const outside = await emptyDirectory()
    await rename(join(project.directory, 'src/users'), join(outside, 'users'))
    await symlink(join(outside, 'users'), join(project.directory, 'src/users'))
    await project.configure(PHONE)
    await expectRefusal(project, /src\/users\/user\.entity\.ts is reached by a link that leads out/)
  })

  test('an empty folder that leads out of the project', async () => {
    const project = await newProject()
    const outside = await emptyDirectory()
    await rename(join(project.directory, 'src/database/migrations'), join(outside, 'old'))
    await mkdir(join(outside, 'migrations'))
    await symlink(join(outside, 'migrations'), join(project.directory, 'src/database/migrations'))
    await project.configure(PHONE)
    await expectRefusal(project, /lies in a folder that leads out of the project/)
    expect(await filesBelow(join(outside, 'migrations'))).toEqual([])
  })

  test('a folder of our own that leads out of the project', async () => {
    const project = await newProject()
    const outside = await emptyDirectory()
    await rename(join(project.directory, '.graphql-auth'), join(outside, 'kept'))
    await symlink(join(outside, 'kept'), join(project.directory, '.graphql-auth'))
    const { exitCode, stderr } = await project.run('regenerate')
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: 'error: .graphql-auth is not a folder, but a link or a file; move it away',
    })
  })

  test('a link inside the project stays a link', async () => {
    const project = await newProject()
    await mkdir(join(project.directory, 'src/mine'))
    await rename(join(project.directory, ENTITY), join(project.directory, 'src/mine/user.ts'))
    await symlink('../mine/user.ts', join(project.directory, ENTITY))
    await project.configure(PHONE)
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await project.read('src/mine/user.ts')).toContain('phone!: string | null')
  })

  test('a read-only file', async () => {
    const project = await newProject()
    await chmod(join(project.directory, ENTITY), 0o444)
    await project.configure(PHONE)
    await expectRefusal(project, /src\/users\/user\.entity\.ts is read-only; make it writable/)
  })

  test('a folder where a file should go', async () => {
    const project = await newProject()
    await rm(join(project.directory, ENTITY))
    await mkdir(join(project.directory, ENTITY))
    await editBase(project, ({ files }) => delete files[ENTITY])
    await project.configure(PHONE)
    await expectRefusal(
      project,
      /user\.entity\.ts is a folder where a file should go; move it away/,
    )
  })

  test('a file where a folder should be', async () => {
    const project = await newProject()
    await rm(join(project.directory, 'src/users'), { recursive: true })
    await project.write('src/users', 'a file\n')
    await editBase(project, ({ files }) => delete files[ENTITY])
    await project.configure(PHONE)
    await expectRefusal(project, /user\.entity\.ts lies below a file; move that file away/)
  })

  test('another run', async () => {
    const project = await newProject()
    await project.configure(PHONE)
    await project.write('.graphql-auth/lock', String(process.pid))
    await expectRefusal(
      project,
      /another run is working on this project .*; if it no longer runs, delete/,
    )
  })

  test('the lock of a run that was killed is none', async () => {
    const project = await newProject()
    await project.write('.graphql-auth/lock', '999999999')
    await project.configure(PHONE)
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await filesBelow(project.directory)).not.toContain('.graphql-auth/lock')
    await expectSound(project)
  })

  test('two runs at once: one works, the other is refused or has nothing to do', async () => {
    const project = await newProject()
    await project.configure(PHONE)
    const runs = await Promise.all([project.run('regenerate'), project.run('regenerate')])
    expect(runs.map(({ exitCode }) => exitCode).sort()).toContain(0)
    const migrations = await readdir(join(project.directory, 'src/database/migrations'))
    expect(migrations).toHaveLength(2)
    await expectSound(project)
  })
})

describe('mistakes', () => {
  test('a directory without a project', async () => {
    const directory = await emptyDirectory()
    for (const command of ['regenerate', 'status', 'diff']) {
      const { exitCode, stderr } = await run([command], { cwd: directory })
      expect({ exitCode, stderr }).toEqual({
        exitCode: 1,
        stderr:
          'error: . is not a create-graphql-auth project (no graphql-auth.json); pass its directory or run the command there',
      })
    }
    expect(await run(['regenerate', 'nowhere'], { cwd: directory })).toMatchObject({
      exitCode: 1,
      stderr: 'error: cannot read nowhere: no such file or directory',
    })
  })

  test('in the settings are told all at once, and nothing is changed', async () => {
    const project = await newProject()
    await project.configure({ flavour: 'relay', USER_FIELDS: { phone: { type: 'Text' } } })
    const before = await project.snapshot()
    const { exitCode, stderr } = await project.run('regenerate')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('graphql-auth.json: flavour: ')
    expect(stderr).toContain('graphql-auth.json: USER_FIELDS.phone')
    expect(await project.snapshot()).toEqual(before)
  })

  test('settings that were deleted can be brought back', async () => {
    const project = await newProject('--flavor', 'relay')
    await rm(join(project.directory, 'graphql-auth.json'))
    const { exitCode, stderr } = await project.run('regenerate')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('bring it back with --restore graphql-auth.json')
    expect(await project.run('regenerate', '--restore', 'graphql-auth.json')).toMatchObject({
      exitCode: 0,
    })
    expect(await project.read('graphql-auth.json')).toContain('"flavor": "relay"')
    await expectSound(project)
  })

  test.each([
    [['--rename', 'phone'], '--rename: "phone" must be OLD=NEW, the names of two fields'],
    [['--rename', 'a=b=c'], '--rename: "a=b=c" must be OLD=NEW, the names of two fields'],
    [['--rename', 'a=b', '--rename', 'a=c'], '--rename: "a" is given twice'],
    [['--rename', 'a=c', '--rename', 'b=c'], '--rename: "c" is given twice'],
    [['--alow-dirty'], "unknown option '--alow-dirty' (Did you mean --allow-dirty?)"],
  ])('%s', async (flags, message) => {
    const { exitCode, stderr } = await run(['regenerate', ...flags], {
      cwd: await emptyDirectory(),
    })
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: `error: ${message}` })
  })
})
