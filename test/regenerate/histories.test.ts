import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runScript } from '../support/dev-server.js'
import { newProject, type TestProject } from '../support/project.js'
import { expectSound, linkPackages } from '../support/sound.js'
import { Sqlite } from '../support/sqlite.js'
import { CTRL_C, hasTerminal, openTerminal } from '../support/terminal.js'

const OPTIONAL = { type: 'String', nullable: true }

/** A project with four users in its database. */
async function projectWithUsers(settings: object = {}): Promise<TestProject> {
  const project = await newProject()
  await project.configure(settings)
  await project.run('regenerate')
  await linkPackages(project)
  await runScript(project.directory, 'migrate')
  await runScript(project.directory, 'loaddata', '--', 'fixtures/users.json')
  return project
}

/** The rows of a query. */
function rows({ directory }: TestProject, query: string): unknown[] {
  const database = new Sqlite(join(directory, 'db.sqlite3'))
  try {
    return database.prepare(query).all()
  } finally {
    database.close()
  }
}

function fill({ directory }: TestProject, sql: string): void {
  const database = new Sqlite(join(directory, 'db.sqlite3'))
  database.exec(sql)
  database.close()
}

/** Applies the newest migration, takes it back and applies it again. */
async function upDownUp({ directory }: TestProject): Promise<void> {
  for (const script of ['migrate', 'migrate:revert', 'migrate']) await runScript(directory, script)
}

async function migrationsOf({ directory }: TestProject): Promise<string[]> {
  return (await readdir(join(directory, 'src/database/migrations'))).sort()
}

describe('a change of the user model', () => {
  test('an added field: every row stays, up, down and up', async () => {
    const project = await projectWithUsers()
    const users = 'SELECT id, username, email FROM users ORDER BY id'
    const before = rows(project, users)
    expect(before).toHaveLength(4)
    await project.configure({ USER_FIELDS: { phone: OPTIONAL } })
    const { exitCode, stdout } = await project.run('regenerate')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(
      /Migration src\/database\/migrations\/\d{13}-add-phone\.ts:\n {2}adds the/,
    )
    expect(stdout).toContain('  npm run migrate\n')
    await upDownUp(project)
    expect(rows(project, users)).toEqual(before)
    expect(rows(project, 'SELECT DISTINCT phone FROM users')).toEqual([{ phone: null }])
    await expectSound(project)
  })

  test('a rename that is given keeps the values', async () => {
    const project = await projectWithUsers({ USER_FIELDS: { phone: OPTIONAL } })
    fill(project, "UPDATE users SET phone = '+49-' || id")
    await project.configure({ USER_FIELDS: { mobile: OPTIONAL } })
    const args = ['regenerate', '--rename', 'phone=mobile']
    expect(await project.run(...args)).toMatchObject({ exitCode: 0 })
    await upDownUp(project)
    expect(rows(project, 'SELECT mobile FROM users ORDER BY id LIMIT 1')).toEqual([
      { mobile: '+49-1' },
    ])
    expect(await project.run(...args)).toMatchObject({
      exitCode: 0,
      stdout: 'Everything is up to date.',
    })
    await expectSound(project)
  })

  test('a dropped field is refused, until it is allowed', async () => {
    const project = await projectWithUsers({ USER_FIELDS: { phone: OPTIONAL } })
    await project.configure({ USER_FIELDS: {} })
    const before = await project.snapshot()
    const { exitCode, stderr } = await project.run('regenerate')
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(/^error: .*phone.*--allow-destructive/)
    expect(await project.snapshot()).toEqual(before)
    expect(await project.run('regenerate', '--allow-destructive')).toMatchObject({ exitCode: 0 })
    await upDownUp(project)
    expect(rows(project, 'SELECT count(*) AS users FROM users')).toEqual([{ users: 4 }])
    await expectSound(project)
  })

  test('a required field without a default is refused or filled', async () => {
    const project = await projectWithUsers()
    await project.configure({ USER_FIELDS: { city: { type: 'String', default: 'Berlin' } } })
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    await upDownUp(project)
    expect(rows(project, 'SELECT DISTINCT city FROM users')).toEqual([{ city: 'Berlin' }])
    await expectSound(project)
  })

  test('another name of the username keeps the names', async () => {
    const project = await projectWithUsers()
    const before = rows(project, 'SELECT username AS name FROM users ORDER BY id')
    await project.configure({ USERNAME_FIELD: 'nickname' })
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    await upDownUp(project)
    expect(rows(project, 'SELECT nickname AS name FROM users ORDER BY id')).toEqual(before)
    await expectSound(project)
  })

  test('another flavor and another name of a field at once', async () => {
    const project = await projectWithUsers({ USER_FIELDS: { phone: OPTIONAL } })
    fill(project, "UPDATE users SET phone = '+49-' || id")
    await project.configure({ flavor: 'relay', USER_FIELDS: { mobile: OPTIONAL } })
    const args = ['regenerate', '--rename', 'phone=mobile']
    expect(await project.run(...args)).toMatchObject({ exitCode: 0 })
    await upDownUp(project)
    expect(rows(project, 'SELECT mobile FROM users WHERE id = 1')).toEqual([{ mobile: '+49-1' }])
    await expectSound(project)
  })

  test('another type of a field keeps what fits', async () => {
    const project = await projectWithUsers({ USER_FIELDS: { floor: { type: 'Int', default: 3 } } })
    await project.configure({ USER_FIELDS: { floor: OPTIONAL } })
    const { exitCode } = await project.run('regenerate', '--allow-destructive')
    expect(exitCode).toBe(0)
    await upDownUp(project)
    expect(rows(project, 'SELECT DISTINCT floor FROM users')).toEqual([{ floor: '3' }])
    await expectSound(project)
  })

  test('another flavor makes no migration', async () => {
    const project = await newProject()
    const before = await migrationsOf(project)
    await project.configure({ flavor: 'relay' })
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await migrationsOf(project)).toEqual(before)
    await expectSound(project)
  })

  test('a migration sorts behind those of the user', async () => {
    const project = await newProject()
    await project.write('src/database/migrations/9999999999990-mine.ts', 'export {}\n')
    await project.configure({ USER_FIELDS: { phone: OPTIONAL } })
    await project.run('regenerate')
    expect((await migrationsOf(project)).at(-1)).toBe('9999999999991-add-phone.ts')
  })

  test('two changes, one after the other, make two migrations', async () => {
    const project = await projectWithUsers({ USER_FIELDS: { phone: OPTIONAL } })
    await project.configure({ USER_FIELDS: { phone: OPTIONAL, mobile: OPTIONAL } })
    await project.run('regenerate')
    const names = (await migrationsOf(project)).map((name) => name.replace(/^\d+-/, ''))
    expect(names).toEqual(['initial.ts', 'add-phone.ts', 'add-mobile.ts'])
    await upDownUp(project)
    await expectSound(project)
  })

  test('refresh tokens that are no longer kept lose their table, and get it back', async () => {
    const project = await projectWithUsers()
    await project.configure({ GRAPHQL_JWT: { JWT_LONG_RUNNING_REFRESH_TOKEN: false } })
    expect(await project.run('regenerate', '--allow-destructive')).toMatchObject({ exitCode: 0 })
    await upDownUp(project)
    await expectSound(project)
    await project.configure({ GRAPHQL_JWT: {} })
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    await upDownUp(project)
    expect(rows(project, 'SELECT * FROM refresh_tokens')).toEqual([])
    await expectSound(project)
  })
})

describe('settings that were changed but not regenerated', () => {
  test('keep the server from starting, which names the command', async () => {
    const project = await newProject()
    await linkPackages(project)
    await project.configure({ flavor: 'relay' })
    await expect(runScript(project.directory, 'migrate')).rejects.toThrow(
      /npx create-graphql-auth regenerate/,
    )
  })
})

describe.skipIf(!hasTerminal)('on a terminal', () => {
  test.each([
    ['y', 'renames the column phone to mobile', 0],
    ['n', '--allow-destructive', 1],
  ])('a rename is asked for: %s', async (answer, expected, exitCode) => {
    const project = await newProject()
    await project.configure({ USER_FIELDS: { phone: OPTIONAL } })
    await project.run('regenerate')
    await project.configure({ USER_FIELDS: { mobile: OPTIONAL } })
    const terminal = openTerminal(['regenerate'], { cwd: project.directory })
    await terminal.see('Is mobile the new name of phone?')
    terminal.type(answer)
    expect(await terminal.exitCode()).toBe(exitCode)
    expect(terminal.output()).toContain(expected)
    if (exitCode === 0) await expectSound(project)
  })

  test('Ctrl-C at the question leaves everything as it was', async () => {
    const project = await newProject()
    await project.configure({ USER_FIELDS: { phone: OPTIONAL } })
    await project.run('regenerate')
    await project.configure({ USER_FIELDS: { mobile: OPTIONAL } })
    const before = await project.snapshot()
    const terminal = openTerminal(['regenerate'], { cwd: project.directory })
    await terminal.see('Is mobile the new name of phone?')
    terminal.type(CTRL_C)
    expect(await terminal.exitCode()).toBe(130)
    expect(await project.snapshot()).toEqual(before)
  })
})
