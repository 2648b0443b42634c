import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { BASE_PATH } from '../../src/regenerate/base.js'
import { filesBelow, modeOf, writeFiles } from '../support/files.js'
import { newProject, projectIn, statusOf, type TestProject } from '../support/project.js'
import { emptyDirectory, run } from '../support/run.js'
import { expectSound } from '../support/sound.js'

const SHORT = { GRAPHQL_JWT: { JWT_LONG_RUNNING_REFRESH_TOKEN: false } }
const LONG = { GRAPHQL_JWT: {} }
const PHONE = { USER_FIELDS: { phone: { type: 'String', nullable: true } } }
const REFRESH_TOKENS = 'src/sessions/refresh-tokens.ts'
const BIRTHDAY = { USER_FIELDS: { birthday: { type: 'Date', nullable: true } } }
const DATES = 'src/graphql/date-scalar.ts'

async function remove(project: TestProject, path: string): Promise<void> {
  await rm(join(project.directory, path))
}

describe('files that come and go', () => {
  test('a file of a new setting is created', async () => {
    const project = await newProject()
    await project.configure(BIRTHDAY)
    const { stdout } = await project.run('regenerate')
    expect(stdout).toContain(`created       ${DATES}`)
    await expectSound(project)
  })

  test('a file that is no longer needed is deleted, if it was not edited', async () => {
    const project = await newProject()
    await project.configure(SHORT)
    const { exitCode, stdout } = await project.run('regenerate', '--allow-destructive')
    expect(exitCode).toBe(0)
    expect(stdout).toContain(`deleted       ${REFRESH_TOKENS}`)
    expect(await filesBelow(project.directory)).not.toContain(REFRESH_TOKENS)
    await expectSound(project)
  })

  test('the files of a mutation go with it', async () => {
    const project = await newProject()
    const paths = ['src/mutations/archive-account.ts', 'test/archive-account.test.ts']
    expect(await filesBelow(project.directory)).toEqual(expect.arrayContaining(paths))

    await project.configure({
      GRAPHQL_AUTH: { MUTATIONS: ['register', 'verifyAccount', 'TokenAuth'] },
    })
    const { exitCode, stdout } = await project.run('regenerate')

    expect(exitCode).toBe(0)
    for (const path of paths) expect(stdout).toContain(`deleted       ${path}`)
    expect(await project.read('src/mutations/index.ts')).not.toContain('archiveAccount')
    expect(await project.read('README.md')).not.toContain('archiveAccount(')
    await expectSound(project)
  })

  test('an edited file that is no longer needed is kept, and told', async () => {
    const project = await newProject()
    await project.edit(REFRESH_TOKENS, '', '// Mine.\n')
    const edited = await project.read(REFRESH_TOKENS)
    await project.configure(SHORT)
    const { exitCode, stdout } = await project.run('regenerate', '--allow-destructive')
    expect(exitCode).toBe(4)
    expect(stdout).toContain(
      `${REFRESH_TOKENS}:1  it is no longer part of the project, but was kept`,
    )
    expect(await project.read(REFRESH_TOKENS)).toBe(edited)
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await project.read(REFRESH_TOKENS)).toBe(edited)
  })

  test('a file that comes back finds the one that the user kept', async () => {
    const project = await newProject()
    await project.edit(REFRESH_TOKENS, '', '// Mine.\n')
    await project.configure(SHORT)
    await project.run('regenerate', '--allow-destructive')
    await project.configure(LONG)
    const { exitCode } = await project.run('regenerate')
    expect(exitCode).toBe(4)
    const both = await project.read(REFRESH_TOKENS)
    expect(both).toMatch(/^<<<<<<< yours\n\/\/ Mine\.\n=======\n>>>>>>> regenerated\n/)
    await project.write(REFRESH_TOKENS, both.replace(/^(<{7}|={7}|>{7}).*\n/gm, ''))
    await expectSound(project)
  })

  test('a folder that has become empty goes too', async () => {
    const project = await newProject()
    const base = JSON.parse(await project.read(BASE_PATH))
    base.files['old/part.ts'] = { id: 'old/part.ts', kind: 'managed', content: 'old\n' }
    await project.write(BASE_PATH, JSON.stringify(base))
    await writeFiles(project.directory, { 'old/part.ts': 'old\n' })
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    const paths = await filesBelow(project.directory)
    expect(paths.filter((path) => path.startsWith('old'))).toEqual([])
    await expect(mkdir(join(project.directory, 'old'))).resolves.toBeUndefined()
    await expectSound(project)
  })

  test('a deleted file stays deleted, and is told', async () => {
    const project = await newProject()
    await remove(project, 'compose.yaml')
    await project.configure(PHONE)
    const { exitCode, stdout } = await project.run('regenerate')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('left deleted  compose.yaml')
    expect(await filesBelow(project.directory)).not.toContain('compose.yaml')
    expect(await statusOf(project)).toEqual({ drift: false, files: { 'compose.yaml': 'missing' } })
    await expectSound(project)
  })

  test('--restore brings a deleted file back, as it would be now', async () => {
    const project = await newProject()
    const { users, clock } = { users: 'src/users/user.entity.ts', clock: 'src/process/clock.ts' }
    for (const path of [users, clock]) await remove(project, path)
    await project.configure(PHONE)
    const args = ['regenerate', '--restore', users, '--restore', `./${clock}`]
    const { exitCode, stdout } = await project.run(...args)
    expect(exitCode).toBe(0)
    expect(stdout).toContain(`restored      ${users}`)
    expect(await project.read(users)).toContain('phone!: string | null')
    expect(await project.run(...args)).toMatchObject({
      exitCode: 0,
      stdout: 'Everything is up to date.',
    })
    await expectSound(project)
  })

  test('--restore of what is not a file of the project is a mistake', async () => {
    const project = await newProject()
    for (const path of ['src/nothing.ts', '../other.ts', '']) {
      expect(await project.run('regenerate', '--restore', path)).toMatchObject({
        exitCode: 2,
        stderr: `error: --restore: ${path} is not a rendered file of this project`,
      })
    }
  })

  test('a file of the user where a new one belongs keeps every line', async () => {
    const project = await newProject()
    await project.write(DATES, '// Mine, all mine.\n')
    await project.configure(BIRTHDAY)
    const { exitCode, stdout } = await project.run('regenerate')
    expect(exitCode).toBe(4)
    expect(stdout).toContain(`${DATES}:1  it already existed`)
    expect(await project.read(DATES)).toContain('// Mine, all mine.')
    expect(await project.read(DATES)).toContain('export ')
  })

  test('the same file where a new one belongs is taken over', async () => {
    const project = await newProject()
    const twin = await newProject()
    for (const one of [project, twin]) await one.configure(BIRTHDAY)
    await twin.run('regenerate')
    await project.write(DATES, await twin.read(DATES))
    const { exitCode, stdout } = await project.run('regenerate')
    expect(exitCode).toBe(0)
    expect(stdout).not.toContain(DATES)
    await expectSound(project)
  })

  test('a file with a new name takes the edits along', async () => {
    const project = await newProject()
    const base = JSON.parse(await project.read(BASE_PATH))
    const { 'src/process/clock.ts': entry, ...files } = base.files
    const rewound = { ...base, files: { ...files, 'src/time.ts': entry } }
    await project.write(BASE_PATH, JSON.stringify(rewound))
    await writeFiles(project.directory, { 'src/time.ts': `// Mine.\n${entry.content}` })
    await remove(project, 'src/process/clock.ts')
    const { exitCode, stdout } = await project.run('regenerate')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('updated       src/process/clock.ts (was src/time.ts)')
    expect(await project.read('src/process/clock.ts')).toBe(`// Mine.\n${entry.content}`)
    expect(await filesBelow(project.directory)).not.toContain('src/time.ts')
    await expectSound(project)
  })
})

describe('files that belong to the user from the start', () => {
  test('hooks stay as they are, and deleted if they are', async () => {
    const project = await newProject()
    const hooks = '// All mine.\n'
    await project.write('src/own/hooks.ts', hooks)
    await project.configure({ ...PHONE, flavor: 'relay' })
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await project.read('src/own/hooks.ts')).toBe(hooks)
    await remove(project, 'data/README.md')
    expect((await project.run('regenerate')).stdout).toContain('left deleted  data/README.md')
  })

  test('hooks of before there was src/own/ move there, and take one argument as before', async () => {
    const project = await newProject()
    const former = [
      "import type { User } from './users/user.entity.js'",
      'export async function onUserRegistered(user: User): Promise<void> {',
      "  await import('./log.js').then(({ createLog }) => createLog('test').info(user.id))",
      '}',
      '',
    ].join('\n')
    await rm(join(project.directory, 'src/own'), { recursive: true })
    await project.write('src/hooks.ts', former)
    const base = JSON.parse(await project.read(BASE_PATH))
    const files = Object.entries(base.files).filter(([path]) => !path.startsWith('src/own/'))
    const hooks = { id: 'src/hooks.ts', kind: 'once' }
    await project.write(
      BASE_PATH,
      JSON.stringify({ ...base, files: { ...Object.fromEntries(files), 'src/hooks.ts': hooks } }),
    )
    const { exitCode, stdout } = await project.run('regenerate')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('src/own/hooks.ts (was src/hooks.ts)')
    expect(await project.read('src/own/hooks.ts')).toBe(former.replaceAll("'./", "'../"))
    const paths = await filesBelow(project.directory)
    expect(paths).not.toContain('src/hooks.ts')
    expect(paths).toContain('src/own/schema.ts')
    expect((await project.run('regenerate')).stdout).toBe('Everything is up to date.')
    await expectSound(project)
  })

  test('what hooks have to export, or can import no more, is told', async () => {
    const project = await newProject()
    const configure = (GRAPHQL_JWT: object) => project.configure({ GRAPHQL_JWT })
    const JWT_GET_REFRESH_TOKEN_HANDLER = 'lookUp'
    await configure({ JWT_GET_REFRESH_TOKEN_HANDLER, JWT_ALLOW_ANY_HANDLER: 'mayAny' })
    const { stderr } = await project.run('regenerate')
    const stub = "export { findRefreshToken as lookUp } from '../sessions/refresh-tokens.js'"
    expect(stderr).toContain(
      `src/own/hooks.ts is yours, and has to export lookUp; for example: ${stub}`,
    )
    expect(stderr).toContain('has to export mayAny; for example: export const mayAny =')
    await project.write('src/own/hooks.ts', `${await project.read('src/own/hooks.ts')}${stub}\n`)
    await configure({ JWT_GET_REFRESH_TOKEN_HANDLER, JWT_LONG_RUNNING_REFRESH_TOKEN: false })
    const second = await project.run('regenerate', '--allow-destructive')
    expect(second.exitCode).toBe(0)
    expect(second.stderr).toContain(
      'src/own/hooks.ts is yours, and imports from ../sessions/refresh-tokens.js, which no longer exists: remove that import',
    )
    expect(second.stderr).not.toContain('for example')
  })

  test('graphql-auth.json is never rewritten', async () => {
    const project = await newProject()
    const text =
      '{ "flavor": "relay",\n\n "USER_FIELDS": {"lucky_number": {"type": "Int", "nullable": true}} }'
    await project.write('graphql-auth.json', text)
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await project.read('graphql-auth.json')).toBe(text)
    expect(await project.read('src/users/user.entity.ts')).toContain('luckyNumber')
    await expectSound(project)
  })

  test('a README that was there before the project is left alone', async () => {
    const parent = await emptyDirectory()
    await writeFiles(parent, { 'README.md': '# Mine\n' })
    await run(['.', '--yes', '--no-install', '--no-git'], { cwd: parent })
    const project = projectIn(parent)
    await project.configure({ flavor: 'relay' })
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await project.read('README.md')).toBe('# Mine\n')
    expect(await statusOf(project)).toEqual({ drift: false, files: {} })
    await expectSound(project)
  })

  test('migrations are never written again', async () => {
    const project = await newProject()
    const paths = await filesBelow(project.directory)
    const initial = paths.find((path) => path.endsWith('-initial.ts')) ?? ''
    await project.edit(initial, '/**', '// Mine.\n/**')
    const edited = await project.read(initial)
    await project.configure(PHONE)
    await project.run('regenerate')
    expect(await project.read(initial)).toBe(edited)

    const second = (await filesBelow(project.directory)).find((path) => path.endsWith('-phone.ts'))
    await remove(project, second ?? '')
    await project.configure({ ...PHONE, flavor: 'relay' })
    const { stdout } = await project.run('regenerate')
    expect(stdout).toContain(`left deleted  ${second}`)
    expect(await project.run('regenerate', '--restore', initial)).toMatchObject({ exitCode: 2 })
  })
})

describe('.env', () => {
  test('is never overwritten', async () => {
    const project = await newProject()
    const env = 'SECRET_KEY=mine\nPORT=9000\n'
    await project.write('.env', env)
    await project.configure(PHONE)
    await project.run('regenerate')
    expect(await project.read('.env')).toBe(env)
    await expectSound(project)
  })

  test('gets a key that it lacks', async () => {
    const project = await newProject()
    await project.write('.env', 'PORT=9000')
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await project.read('.env')).toMatch(/^PORT=9000\n# .*\nSECRET_KEY=[\w-]{64}\n$/)
    expect(await modeOf(join(project.directory, '.env'))).toBe('600')
    await expectSound(project)
  })

  test('is made for its owner alone where there is none, which is not a drift', async () => {
    const project = await newProject()
    await remove(project, '.env')
    expect(await project.run('status', '--check')).toMatchObject({ exitCode: 0 })
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await project.read('.env')).toMatch(/^SECRET_KEY=[\w-]{64}$/m)
    expect(await modeOf(join(project.directory, '.env'))).toBe('600')
    await expectSound(project)
  })

  test('leaves no trace in what is committed', async () => {
    const project = await newProject()
    const secret = /SECRET_KEY=(.*)/.exec(await project.read('.env'))?.[1] ?? ''
    await project.configure(PHONE)
    const { stdout } = await project.run('regenerate', '--json')
    expect(stdout).not.toContain(secret)
    for (const [path, text] of await project.snapshot()) {
      if (path !== '.env') expect(text).not.toContain(secret)
    }
  })
})
