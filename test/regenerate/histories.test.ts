import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dialectOf } from '../../src/model/dialects.js'
import { runScript } from '../support/dev-server.js'
import { effort } from '../support/effort.js'
import { newProject, type TestProject } from '../support/project.js'
import { type Ask, withDatabase } from '../support/project-database.js'
import { projectKinds } from '../support/sample.js'
import { expectSound, linkPackages } from '../support/sound.js'
import { CTRL_C, hasTerminal, openTerminal } from '../support/terminal.js'

const OPTIONAL = { type: 'String', nullable: true }

/** Applies the newest migration, takes it back and applies it again. */
async function upDownUp({ directory }: TestProject): Promise<void> {
  for (const script of ['migrate', 'migrate:revert', 'migrate']) await runScript(directory, script)
}

describe.each(await projectKinds())('$flavor flavor on $database', ({ database, flavor }) => {
  const otherFlavor = flavor === 'relay' ? 'graphql' : 'relay'
  const folder = dialectOf(database).migrationsFolder

  // Migrations are tried with rows on every database, too.
  const testInFull = test.skipIf(database !== 'sqlite' && !effort.allHistoriesOnServers)

  const emptyProject = () => newProject('--flavor', flavor, '--database', database)

  /** A project with four users in its database, and how to ask it. */
  async function projectWithUsers(settings: object = {}): Promise<[TestProject, Ask]> {
    const project = await emptyProject()
    await project.configure(settings)
    await project.run('regenerate')
    await linkPackages(project)
    const ask = await withDatabase(project, database)
    await runScript(project.directory, 'migrate')
    await runScript(project.directory, 'loaddata', '--', 'fixtures/users.json')
    return [project, ask]
  }

  async function migrationsOf({ directory }: TestProject): Promise<string[]> {
    return (await readdir(join(directory, folder))).sort()
  }

  test('an added field: every row stays, up, down and up', async () => {
    const [project, ask] = await projectWithUsers()
    const users = 'SELECT id, username, email FROM users ORDER BY id'
    const before = await ask(users)
    expect(before).toHaveLength(4)
    await project.configure({ USER_FIELDS: { phone: OPTIONAL } })
    const { exitCode, stdout } = await project.run('regenerate')
    expect(exitCode).toBe(0)
    const [, name = ''] = await migrationsOf(project)
    expect(name).toMatch(/^\d{13}-add-phone\.ts$/)
    expect(stdout).toContain(`Migration ${folder}/${name}:\n  adds the`)
    expect(stdout).toContain('  npm run migrate\n')
    await upDownUp(project)
    expect(await ask(users)).toEqual(before)
    expect(await ask('SELECT DISTINCT phone FROM users')).toEqual([{ phone: null }])
    await expectSound(project)
  })

  testInFull('a rename that is given keeps the values', async () => {
    const [project, ask] = await projectWithUsers({ USER_FIELDS: { phone: OPTIONAL } })
    await ask("UPDATE users SET phone = CONCAT('+49-', id)")
    await project.configure({ USER_FIELDS: { mobile: OPTIONAL } })
    const args = ['regenerate', '--rename', 'phone=mobile']
    expect(await project.run(...args)).toMatchObject({ exitCode: 0 })
    await upDownUp(project)
    expect(await ask('SELECT mobile FROM users ORDER BY id LIMIT 1')).toEqual([{ mobile: '+49-1' }])
    expect(await project.run(...args)).toMatchObject({
      exitCode: 0,
      stdout: 'Everything is up to date.',
    })
    await expectSound(project)
  })

  testInFull('a dropped field is refused, until it is allowed', async () => {
    const [project, ask] = await projectWithUsers({ USER_FIELDS: { phone: OPTIONAL } })
    await project.configure({ USER_FIELDS: {} })
    const before = await project.snapshot()
    const { exitCode, stderr } = await project.run('regenerate')
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(/^error: .*phone.*--allow-destructive/)
    expect(await project.snapshot()).toEqual(before)
    expect(await project.run('regenerate', '--allow-destructive')).toMatchObject({ exitCode: 0 })
    await upDownUp(project)
    expect(await ask('SELECT id FROM users')).toHaveLength(4)
    await expectSound(project)
  })

  testInFull('a required field without a default is refused or filled', async () => {
    const [project, ask] = await projectWithUsers()
    await project.configure({ USER_FIELDS: { city: { type: 'String', default: 'Berlin' } } })
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    await upDownUp(project)
    expect(await ask('SELECT DISTINCT city FROM users')).toEqual([{ city: 'Berlin' }])
    await expectSound(project)
  })

  testInFull('another name of the username keeps the names', async () => {
    const [project, ask] = await projectWithUsers()
    const before = await ask('SELECT username AS name FROM users ORDER BY id')
    await project.configure({ USERNAME_FIELD: 'nickname' })
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    await upDownUp(project)
    expect(await ask('SELECT nickname AS name FROM users ORDER BY id')).toEqual(before)
    await expectSound(project)
  })

  testInFull('another flavor and another name of a field at once', async () => {
    const [project, ask] = await projectWithUsers({ USER_FIELDS: { phone: OPTIONAL } })
    await ask("UPDATE users SET phone = CONCAT('+49-', id)")
    await project.configure({ flavor: otherFlavor, USER_FIELDS: { mobile: OPTIONAL } })
    const args = ['regenerate', '--rename', 'phone=mobile']
    expect(await project.run(...args)).toMatchObject({ exitCode: 0 })
    await upDownUp(project)
    expect(await ask('SELECT mobile FROM users WHERE id = 1')).toEqual([{ mobile: '+49-1' }])
    await expectSound(project)
  })

  test('another type of a field keeps what fits', async () => {
    const [project, ask] = await projectWithUsers({
      USER_FIELDS: { floor: { type: 'Int', default: 3 } },
    })
    await project.configure({ USER_FIELDS: { floor: OPTIONAL } })
    const { exitCode } = await project.run('regenerate', '--allow-destructive')
    expect(exitCode).toBe(0)
    await upDownUp(project)
    expect(await ask('SELECT DISTINCT floor FROM users')).toEqual([{ floor: '3' }])
    await expectSound(project)
  })

  testInFull('another flavor makes no migration', async () => {
    const project = await emptyProject()
    const before = await migrationsOf(project)
    await project.configure({ flavor: otherFlavor })
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await migrationsOf(project)).toEqual(before)
    await expectSound(project)
  })

  testInFull('a migration sorts behind those of the user', async () => {
    const project = await emptyProject()
    await project.write(`${folder}/9999999999990-mine.ts`, 'export {}\n')
    await project.configure({ USER_FIELDS: { phone: OPTIONAL } })
    await project.run('regenerate')
    expect((await migrationsOf(project)).at(-1)).toBe('9999999999991-add-phone.ts')
  })

  testInFull('two changes, one after the other, make two migrations', async () => {
    const [project] = await projectWithUsers({ USER_FIELDS: { phone: OPTIONAL } })
    await project.configure({ USER_FIELDS: { phone: OPTIONAL, mobile: OPTIONAL } })
    await project.run('regenerate')
    const names = (await migrationsOf(project)).map((name) => name.replace(/^\d+-/, ''))
    expect(names).toEqual(['initial.ts', 'add-phone.ts', 'add-mobile.ts'])
    await upDownUp(project)
    await expectSound(project)
  })

  testInFull(
    'refresh tokens that are no longer kept lose their table, and get it back',
    async () => {
      const [project, ask] = await projectWithUsers()
      await project.configure({ GRAPHQL_JWT: { JWT_LONG_RUNNING_REFRESH_TOKEN: false } })
      expect(await project.run('regenerate', '--allow-destructive')).toMatchObject({ exitCode: 0 })
      await upDownUp(project)
      await expectSound(project)
      await project.configure({ GRAPHQL_JWT: {} })
      expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
      await upDownUp(project)
      expect(await ask('SELECT * FROM refresh_tokens')).toEqual([])
      await expectSound(project)
    },
  )
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
    await terminal.see('Was phone renamed to mobile?')
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
    await terminal.see('Was phone renamed to mobile?')
    terminal.type(CTRL_C)
    expect(await terminal.exitCode()).toBe(130)
    expect(await project.snapshot()).toEqual(before)
  })
})
