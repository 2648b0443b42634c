import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { BASE_PATH } from '../../src/regenerate/base.js'
import { filesBelow, writeFiles } from '../support/files.js'
import {
  baseOf,
  commit,
  committedProject,
  newProject,
  statusOf,
  type TestProject,
} from '../support/project.js'
import { expectSound } from '../support/sound.js'

const PHONE = { USER_FIELDS: { phone: { type: 'String', nullable: true } } }
const BOTH = { USER_FIELDS: { ...PHONE.USER_FIELDS, mobile: { type: 'String', nullable: true } } }
const SHORT = { GRAPHQL_JWT: { JWT_LONG_RUNNING_REFRESH_TOKEN: false } }
const ENTITY = 'src/users/user.entity.ts'
const MOVED = 'src/people/user.entity.ts'
const COLUMN = 'phone!: string | null'

async function moveFile({ directory }: TestProject, from: string, to: string): Promise<void> {
  await mkdir(dirname(join(directory, to)), { recursive: true })
  await rename(join(directory, from), join(directory, to))
}

/** What an editor does to the imports of a project: `from` and `to` are parts of their paths. */
async function fixImports(project: TestProject, from: string, to: string): Promise<void> {
  for (const path of await filesBelow(project.directory)) {
    if (!/^(src|test)\/.*\.ts$/.test(path)) continue
    const text = await project.read(path)
    const fixed = text.replace(/(['"])(\.[^'"\n]*)\1/g, (_, quote: string, way: string) => {
      return quote + way.replace(from, to) + quote
    })
    if (fixed !== text) await project.write(path, fixed)
  }
}

/** Moves `src/users` to `src/people`, imports included. */
async function moveUsers(project: TestProject): Promise<void> {
  await moveFile(project, 'src/users', 'src/people')
  await fixImports(project, '/users/', '/people/')
}

async function expectUpToDate(project: TestProject): Promise<void> {
  expect(await project.run('regenerate')).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/Everything is up to date\.$/),
  })
  expect(await project.run('status', '--check')).toMatchObject({ exitCode: 0 })
  expect(await project.run('diff')).toMatchObject({ exitCode: 0, stdout: '' })
}

describe('files that were moved', { timeout: 180_000 }, () => {
  test('a folder: changes go where it is now, in this run and in later ones', async () => {
    const project = await committedProject()
    await moveUsers(project)
    await commit(project)
    await project.configure(PHONE)
    const drift = await project.run('status', '--check')
    expect(drift.exitCode).toBe(5)
    expect(drift.stdout).toContain(`outdated    ${MOVED}\n`)
    expect((await project.run('diff', ENTITY)).stdout).toContain(`+++ b/${MOVED}`)
    const { exitCode, stdout } = await project.run('regenerate')
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 })
    expect(stdout).toContain(` ${MOVED} (moved from ${ENTITY})\n`)
    expect(stdout).toMatch(/^moved +src\/people\/\S+ \(moved from src\/users\/\S+\)$/m)
    expect(await project.read(MOVED)).toContain(COLUMN)
    expect(await readdir(join(project.directory, 'src'))).not.toContain('users')
    await expectSound(project)
    await expectUpToDate(project)
    await commit(project)
    await project.configure(BOTH)
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await project.read(MOVED)).toContain('mobile!: string | null')
    await expectSound(project)
  })

  test('a folder that is deeper now, and edited there', async () => {
    const project = await newProject()
    const place = 'src/domain/people/user.entity.ts'
    await moveFile(project, 'src/users', 'src/domain/people')
    for (const path of await filesBelow(project.directory)) {
      if (!/^(src|test)\/.*\.ts$/.test(path)) continue
      const inside = path.startsWith('src/domain/people/')
      const text = await project.read(path)
      const fixed = inside
        ? text.replace(/(['"])\.\.\//g, '$1../../')
        : text.replace(/(['"]\.[^'"]*)\/users\//g, '$1/domain/people/')
      await project.write(path, fixed)
    }
    await project.edit(place, 'export class User', '/** Someone. */\nexport class User')
    await project.configure(PHONE)
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await project.read(place)).toContain('/** Someone. */')
    expect(await project.read(place)).toContain(COLUMN)
    await expectSound(project)
    await expectUpToDate(project)
  })

  test('a single file with another name', async () => {
    const project = await newProject()
    const place = 'src/users/person.entity.ts'
    await moveFile(project, ENTITY, place)
    await fixImports(project, 'user.entity.js', 'person.entity.js')
    await project.configure(PHONE)
    const { exitCode, stdout } = await project.run('regenerate', '--json')
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      files: expect.arrayContaining([
        expect.objectContaining({ path: place, movedFrom: ENTITY, movedByYou: true }),
      ]),
      conflicts: [],
    })
    expect(await project.read(place)).toContain(COLUMN)
    await expectSound(project)
    await expectUpToDate(project)
  })

  test('a file out of src', async () => {
    const project = await newProject()
    const place = 'lib/clock.ts'
    await project.rewind('src/process/clock.ts', (text) =>
      text.replace('export', '// Before.\nexport'),
    )
    await moveFile(project, 'src/process/clock.ts', place)
    const { exitCode, stdout } = await project.run('regenerate')
    expect(exitCode).toBe(0)
    expect(stdout).toContain(`updated       ${place} (moved from src/process/clock.ts)`)
    expect(await project.read(place)).not.toContain('// Before.')
    await expectUpToDate(project)
  })

  test('a name that differs in case only', async () => {
    const project = await newProject()
    const place = 'src/users/User.entity.ts'
    await moveFile(project, ENTITY, place)
    await fixImports(project, 'user.entity.js', 'User.entity.js')
    await project.configure(PHONE)
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await project.read(place)).toContain(COLUMN)
    await expectSound(project)
  })

  test('imports that no one has fixed are, where a file changes', async () => {
    const project = await newProject()
    await moveFile(project, ENTITY, MOVED)
    await project.configure(PHONE)
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await project.read(MOVED)).toContain("from '../users/user-status.entity.js'")
  })

  test('new files import from there', async () => {
    const project = await newProject()
    await moveFile(project, 'src/graphql', 'src/api')
    await fixImports(project, '/graphql/', '/api/')
    await project.configure({ USER_FIELDS: { birthday: { type: 'Date', nullable: true } } })
    const { stderr } = await project.run('regenerate')
    expect(stderr).toContain('src/graphql/date-scalar.ts is new; you may move it to src/api')
    expect(await project.read('src/api/scalars.ts')).toContain("'../graphql/date-scalar.js'")
    await expectSound(project)
  })

  test('a file that is moved back is where it was', async () => {
    const project = await newProject()
    await moveUsers(project)
    await project.run('regenerate')
    expect(JSON.stringify(await baseOf(project))).toContain(MOVED)
    await moveFile(project, 'src/people', 'src/users')
    await fixImports(project, '/people/', '/users/')
    await project.configure(PHONE)
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await project.read(ENTITY)).toContain(COLUMN)
    expect(JSON.stringify(await baseOf(project))).not.toContain(MOVED)
    await expectSound(project)
  })

  test('a conflict is marked there', async () => {
    const project = await newProject()
    await moveUsers(project)
    await project.edit(MOVED, '  id!: number\n', '  id!: number\n\n  nickname = "x"\n')
    await project.configure(PHONE)
    const { exitCode, stdout } = await project.run('regenerate')
    expect(exitCode).toBe(4)
    expect(stdout).toMatch(/^src\/people\/user\.entity\.ts:\d+ {2}both sides changed/m)
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 4 })
    expect((await statusOf(project)).files).toMatchObject({ [MOVED]: 'conflicted' })
  })

  test('one that is not needed any more goes, wherever it is, unless it was edited', async () => {
    const project = await newProject()
    const twin = await newProject()
    const gone = 'src/logins/refresh-tokens.ts'
    await moveFile(twin, 'src/sessions/refresh-tokens.ts', gone)
    await twin.edit(gone, '', '// Mine.\n')
    await twin.configure(SHORT)
    const kept = await twin.run('regenerate', '--allow-destructive')
    expect(kept.exitCode).toBe(4)
    expect(kept.stdout).toContain(`${gone}:1  it is no longer part of the project, but was kept`)
    expect(await twin.read(gone)).toMatch(/^\/\/ Mine/)
    await moveFile(project, 'src/sessions', 'src/logins')
    await fixImports(project, '/sessions/', '/logins/')
    await project.configure(SHORT)
    const { exitCode, stdout } = await project.run('regenerate', '--allow-destructive')
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 })
    expect(stdout).toContain(`deleted       ${gone} (moved from `)
    await expectSound(project)
    await expectUpToDate(project)
  })

  test('a test of another name', async () => {
    const project = await newProject()
    const [before, place] = ['test/support/users.ts', 'test/support/people.ts']
    await moveFile(project, before, place)
    await fixImports(project, 'support/users.js', 'support/people.js')
    await fixImports(project, './users.js', './people.js')
    await project.configure({
      USER_FIELDS: { phone: { type: 'String' } },
      GRAPHQL_AUTH: { REGISTER_MUTATION_FIELDS: ['email', 'username', 'phone'] },
    })
    const { stdout } = await project.run('regenerate')
    expect(stdout).toContain(`${place} (moved from ${before})`)
  })
})

describe('files that are gone', { timeout: 180_000 }, () => {
  test('a change in one is told until its owner has decided', async () => {
    const project = await newProject()
    await rm(join(project.directory, ENTITY))
    await project.configure(PHONE)
    expect(await project.run('status', '--check')).toMatchObject({
      exitCode: 5,
      stderr: expect.stringContaining(
        `note: ${ENTITY}: you deleted or moved this file, and it would get new lines`,
      ),
    })
    const first = await project.run('regenerate')
    expect(first.exitCode).toBe(4)
    expect(first.stdout).toContain(`conflict      ${ENTITY}\n`)
    expect(first.stdout).toMatch(
      /^src\/users\/user\.entity\.ts:1 {2}you deleted or moved this file, .*"phone!: string \| null".*--restore src\/users\/user\.entity\.ts /m,
    )
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 4 })
    expect(await statusOf(project)).toEqual({ drift: true, files: { [ENTITY]: 'missing' } })
    const restored = await project.run('regenerate', '--restore', ENTITY)
    expect(restored).toMatchObject({ exitCode: 0 })
    await expectSound(project)
    await expectUpToDate(project)
  })

  test('what is to stay deleted does, until something is new in it again', async () => {
    const project = await newProject()
    const updatable = (...names: string[]) => ({
      GRAPHQL_AUTH: {
        UPDATE_MUTATION_FIELDS: {
          firstName: 'String',
          ...Object.fromEntries(names.map((name) => [name, 'String'])),
        },
      },
    })
    await rm(join(project.directory, 'README.md'))
    await project.configure({ ...PHONE, ...updatable('phone') })
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 4 })
    const decided = await project.run('regenerate', '--deleted', 'README.md')
    expect(decided).toMatchObject({ exitCode: 0 })
    expect(decided.stdout).toContain('left deleted  README.md\n')
    await expectUpToDate(project)
    await project.configure({ ...BOTH, ...updatable('phone', 'mobile') })
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 4 })
    await expectSound(project)
  })

  test('one that is not needed any more is forgotten', async () => {
    const project = await newProject()
    const path = 'src/sessions/refresh-tokens.ts'
    await rm(join(project.directory, path))
    await project.configure(SHORT)
    const { exitCode, stdout } = await project.run('regenerate', '--allow-destructive')
    expect(exitCode).toBe(0)
    expect(stdout).not.toContain(path)
    expect(JSON.stringify(await baseOf(project))).not.toContain(path)
    await expectSound(project)
  })

  test('a copy of what is to stay deleted is not taken for it later', async () => {
    const project = await newProject()
    const copy = 'src/users/my-user.ts'
    await moveFile(project, ENTITY, copy)
    const text = await project.read(copy)
    await project.configure(PHONE)
    expect(await project.run('regenerate', '--deleted', ENTITY)).toMatchObject({ exitCode: 0 })
    await project.configure(BOTH)
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 4 })
    expect(await project.read(copy)).toBe(text)
  })

  test('of two files that it could be, its owner says which', async () => {
    const project = await newProject()
    await moveUsers(project)
    await cp(join(project.directory, MOVED), join(project.directory, 'src/old/user.entity.ts'))
    await project.configure(PHONE)
    const { exitCode, stdout } = await project.run('regenerate')
    expect(exitCode).toBe(4)
    expect(stdout).toContain('; it may be src/old/user.entity.ts or src/people/user.entity.ts')
    expect(await project.read(MOVED)).not.toContain(COLUMN)
    await rm(join(project.directory, 'src/old/user.entity.ts'))
    await writeFiles(project.directory, { 'src/other.ts': 'export {}\n' })
    expect(await project.run('regenerate', '--moved', `${ENTITY}=${MOVED}`)).toMatchObject({
      exitCode: 0,
    })
    expect(await project.read(MOVED)).toContain(COLUMN)
    await expectSound(project)
    await expectUpToDate(project)
  })

  test('of one that was split in two as well', async () => {
    const project = await newProject()
    const text = await project.read(ENTITY)
    const lines = text.split('\n')
    const middle = Math.floor(lines.length / 2)
    const [one, other] = ['src/users/first-half.ts', 'src/users/second-half.ts']
    await writeFiles(project.directory, {
      [one]: lines.slice(0, middle).join('\n'),
      [other]: lines.slice(middle).join('\n'),
    })
    await rm(join(project.directory, ENTITY))
    await project.configure(PHONE)
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 4 })
    const { exitCode } = await project.run('regenerate', '--moved', `${ENTITY}=${other}`)
    expect([0, 4]).toContain(exitCode)
    expect(await project.read(other)).toContain(COLUMN)
  })

  test('what was moved into src/own is its owner’s: it is named, and not written', async () => {
    const project = await newProject()
    const place = 'src/own/user.entity.ts'
    await moveFile(project, ENTITY, place)
    const text = await project.read(place)
    await project.configure(PHONE)
    const { exitCode, stdout } = await project.run('regenerate')
    expect(exitCode).toBe(4)
    expect(stdout).toContain(`; it may be ${place}`)
    expect(await project.read(place)).toBe(text)
  })

  test('package.json means something only where it is', async () => {
    const project = await newProject('--database', 'postgres')
    await moveFile(project, 'package.json', 'server/package.json')
    await project.configure({ database: 'sqlite' })
    const { exitCode, stdout } = await project.run('regenerate')
    expect(exitCode).toBe(4)
    expect(stdout).toContain(
      'package.json:1  you deleted or moved this file, and it would get new lines',
    )
  })

  test('a migration that was moved is not made again', async () => {
    const project = await newProject()
    const initial = (await filesBelow(project.directory)).find((path) => /-initial\.ts$/.test(path))
    await moveFile(project, initial ?? '', `old/${initial}`)
    await project.configure({ flavor: 'relay' })
    const { exitCode, stdout } = await project.run('regenerate')
    expect(exitCode).toBe(0)
    expect(stdout).toContain(`left deleted  ${initial}`)
  })
})

test('a new migration goes to the others where all of them were moved', async () => {
  const project = await newProject()
  await moveFile(project, 'src/database', 'src/storage')
  await fixImports(project, '/database/', '/storage/')
  await project.write('src/storage/migrations/1999999999999-mine.ts', '')
  await project.configure(PHONE)
  const { exitCode, stdout } = await project.run('regenerate')
  expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 })
  const path = 'src/storage/migrations/2000000000000-add-phone.ts'
  expect(stdout).toContain(`Migration ${path}:\n`)
  expect(await project.read(path)).toContain('phone')
  await project.write('src/storage/migrations/1999999999999-mine.ts', 'export {}\n')
  await expectUpToDate(project)
  await project.configure({ ...PHONE, database: 'postgres' })
  expect(await project.run('regenerate', '--allow-dirty')).toMatchObject({ exitCode: 0 })
  const files = await filesBelow(join(project.directory, 'src'))
  expect(files).toContainEqual(expect.stringMatching(/^storage\/migrations\/postgres\/\d+-initial/))
  expect(files).not.toContainEqual(expect.stringMatching(/^database\/migrations/))
  await expectUpToDate(project)
})

describe('what is said of moved files', () => {
  test.each([
    [`--moved: "x" must be OLD=NEW`, ['--moved', 'x']],
    ['--moved: src/x.ts is not a missing file of this project', ['--moved', 'src/x.ts=a.ts']],
    [`--moved: ${ENTITY} is not a missing file of this project`, ['--moved', `${ENTITY}=src/a.ts`]],
    ['--deleted: src/x.ts is not a rendered file', ['--deleted', 'src/x.ts']],
  ])('%s: a mistake', async (message, args) => {
    const project = await newProject()
    const { exitCode, stderr } = await project.run('regenerate', ...args)
    expect(exitCode).toBe(2)
    expect(stderr).toContain(`error: ${message}`)
  })

  test('a place outside of the project, or of another program, is none', async () => {
    const project = await newProject()
    await moveFile(project, ENTITY, MOVED)
    for (const place of ['../user.entity.ts', 'node_modules/user.entity.ts', '.env']) {
      const args = ['regenerate', '--moved', `${ENTITY}=${place}`]
      expect(await project.run(...args)).toMatchObject({ exitCode: 2 })
    }
    await project.run('regenerate')
    const base = JSON.parse(await project.read(BASE_PATH))
    base.files[ENTITY].place = '../user.entity.ts'
    await project.write(BASE_PATH, JSON.stringify(base))
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 1 })
  })

  test('a base of before is read', async () => {
    const project = await newProject()
    const base = JSON.parse(await project.read(BASE_PATH))
    await project.write(BASE_PATH, JSON.stringify({ ...base, version: 1 }))
    await moveUsers(project)
    await project.configure(PHONE)
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await project.read(MOVED)).toContain(COLUMN)
    expect(await baseOf(project)).toMatchObject({ version: 2 })
  })
})
