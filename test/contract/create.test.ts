import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { filesBelow, modeOf, readJson, writeFiles } from '../support/files.js'
import { emptyDirectory, run } from '../support/run.js'

const LATER = ['--no-git', '--no-install']

/** The words of a command that only simple quoting was used in. */
function words(command: string): string[] {
  return command.split(' ').map((word) => word.replaceAll("'", ''))
}

/** A path without the time in the name of a migration. */
function withoutTime(path: string): string {
  return path.replace(/\d{13}/, 'TIME')
}

describe('a new project', () => {
  test('with all defaults', async () => {
    const cwd = await emptyDirectory()
    const { exitCode, stdout } = await run(['--yes', ...LATER], { cwd })
    expect(exitCode).toBe(0)
    expect(stdout).toContain('Created my-app')
    expect(stdout).toMatch(/Next:\n {2}cd my-app\n {2}npm install\n {2}npm run migrate\n/)
    expect(await readdir(cwd)).toEqual(['my-app'])
    expect(await readJson(cwd, 'my-app/graphql-auth.json')).toMatchObject({
      flavor: 'graphql',
      USERNAME_FIELD: 'username',
    })
    expect(await readJson(cwd, 'my-app/package.json')).toMatchObject({ name: 'my-app' })
  })

  test('from flags alone, without --yes', async () => {
    const cwd = await emptyDirectory()
    const { exitCode } = await run(
      [
        ...['app', '--flavor', 'relay', '--database', 'sqlite'],
        ...['--username-field', 'email', '--email-field', 'email', ...LATER],
      ],
      { cwd },
    )
    expect(exitCode).toBe(0)
    expect(await readJson(cwd, 'app/graphql-auth.json')).toMatchObject({
      flavor: 'relay',
      USERNAME_FIELD: 'email',
      EMAIL_FIELD: 'email',
    })
  })

  test('with register fields', async () => {
    const cwd = await emptyDirectory()
    const fields = ['phone:String:optional', 'luckyNumber:Int'].flatMap((field) => [
      '--register-field',
      field,
    ])
    await run(['app', '--yes', ...fields, ...LATER], { cwd })
    expect(await readJson(cwd, 'app/graphql-auth.json')).toMatchObject({
      USER_FIELDS: { phone: { type: 'String', nullable: true }, luckyNumber: { type: 'Int' } },
      GRAPHQL_AUTH: {
        REGISTER_MUTATION_FIELDS: { email: 'String', username: 'String', luckyNumber: 'Int' },
        REGISTER_MUTATION_FIELDS_OPTIONAL: { phone: 'String' },
      },
    })
  })

  test('from a settings file, where a flag still wins', async () => {
    const cwd = await emptyDirectory()
    const settings = { flavor: 'relay', USERNAME_FIELD: 'login', GRAPHQL_JWT: { JWT_LEEWAY: '3s' } }
    await writeFiles(cwd, { 's.json': JSON.stringify(settings) })
    const { exitCode, stdout } = await run(
      ['app', '--settings', 's.json', '--username-field', 'nick', ...LATER],
      { cwd },
    )
    expect(exitCode).toBe(0)
    expect(await readJson(cwd, 'app/graphql-auth.json')).toMatchObject({
      flavor: 'relay',
      USERNAME_FIELD: 'nick',
      GRAPHQL_JWT: { JWT_LEEWAY: '3s' },
    })
    expect(stdout).toContain(
      'app --username-field nick --package-manager npm --no-git --no-install --settings s.json --yes',
    )
  })

  test('has a secret of its own, for its owner only, and a base without it', async () => {
    const cwd = await emptyDirectory()
    await run(['one', '--yes', ...LATER], { cwd })
    await run(['two', '--yes', ...LATER], { cwd })
    const secrets = await Promise.all(
      ['one', 'two'].map(async (name) => {
        const env = await readFile(join(cwd, name, '.env'), 'utf8')
        return /^SECRET_KEY=(\S+)$/m.exec(env)?.[1] ?? ''
      }),
    )
    expect(secrets[0]).not.toBe(secrets[1])
    expect(Buffer.from(secrets[0] ?? '', 'base64url').length).toBeGreaterThanOrEqual(32)
    expect(await modeOf(join(cwd, 'one/.env'))).toBe('600')
    const base = await readFile(join(cwd, 'one/.graphql-auth/base.json'), 'utf8')
    expect(base).not.toContain(secrets[0])
  })

  test('can be made again by the command that is printed', async () => {
    const cwd = await emptyDirectory()
    const args = [
      'app',
      '--flavor',
      'relay',
      '--register-field',
      'phone:String?',
      '--yes',
      ...LATER,
    ]
    const { repeat }: { repeat: string } = JSON.parse(
      (await run([...args, '--json'], { cwd })).stdout,
    )
    expect(repeat).toMatch(/^npx create-graphql-auth app /)
    const elsewhere = await emptyDirectory()
    expect((await run(words(repeat).slice(2), { cwd: elsewhere })).exitCode).toBe(0)
    const settings = await readJson(cwd, 'app/graphql-auth.json')
    expect(await readJson(elsewhere, 'app/graphql-auth.json')).toEqual(settings)
  })
})

describe('the place', () => {
  test('may be the working directory', async () => {
    const cwd = await emptyDirectory()
    const { exitCode, stdout } = await run(['.', '--yes', ...LATER], { cwd })
    expect(exitCode).toBe(0)
    expect(stdout).not.toContain('cd ')
    expect(await readdir(cwd)).toContain('graphql-auth.json')
  })

  test('may have parents that are not there yet', async () => {
    const cwd = await emptyDirectory()
    expect((await run(['a/b/app', '--yes', ...LATER], { cwd })).exitCode).toBe(0)
    expect(await readJson(cwd, 'a/b/app/package.json')).toMatchObject({ name: 'app' })
  })

  test('gives the package a name that npm takes', async () => {
    const cwd = await emptyDirectory()
    const { stdout } = await run(['My App', '--yes', ...LATER], { cwd })
    expect(await readJson(cwd, 'My App/package.json')).toMatchObject({ name: 'my-app' })
    expect(stdout).toContain("cd 'My App'")
  })

  test('is refused when it is not empty, with the list of what is in the way', async () => {
    const cwd = await emptyDirectory()
    await writeFiles(cwd, { 'app/notes.txt': 'mine', 'app/LICENSE': 'mine' })
    const { exitCode, stderr } = await run(['app', '--yes', ...LATER], { cwd })
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(/^error: app is not empty: notes\.txt; only \.git, .* may be there$/)
    expect(await filesBelow(cwd)).toEqual(['app/LICENSE', 'app/notes.txt'])
  })

  test('is refused when it is a file', async () => {
    const cwd = await emptyDirectory()
    await writeFiles(cwd, { app: 'mine' })
    const { exitCode, stderr } = await run(['app', '--yes', ...LATER], { cwd })
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: 'error: app is a file, not a directory; choose another place',
    })
    expect(await readFile(join(cwd, 'app'), 'utf8')).toBe('mine')
  })

  test('keeps a README and the dot files of git and editors of the user', async () => {
    const cwd = await emptyDirectory()
    await writeFiles(cwd, {
      'app/README.md': 'mine',
      'app/.editorconfig': 'root = true\n',
      'app/.gitattributes': '* text=auto\n',
      'app/.gitignore': '*.log\n',
    })
    const { exitCode, stderr } = await run(['app', '--yes', ...LATER], { cwd })
    expect(exitCode).toBe(0)
    expect(stderr).toContain('README.md in app is yours and stays as it is')
    expect(stderr).toMatch(/Add these lines to your \.gitignore: .*\.env/)
    expect(await readFile(join(cwd, 'app/README.md'), 'utf8')).toBe('mine')
    expect(await readFile(join(cwd, 'app/.editorconfig'), 'utf8')).toBe('root = true\n')
    expect(await readFile(join(cwd, 'app/.gitattributes'), 'utf8')).toBe('* text=auto\n')
    expect(await readFile(join(cwd, 'app/.gitignore'), 'utf8')).toBe('*.log\n')
  })
})

describe('a dry run', () => {
  test('prints the files and writes nothing', async () => {
    const cwd = await emptyDirectory()
    const dry = await run(['app', '--yes', '--dry-run'], { cwd })
    expect({ exitCode: dry.exitCode, stderr: dry.stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(await readdir(cwd)).toEqual([])
    await run(['app', '--yes', ...LATER], { cwd })
    const written = await filesBelow(join(cwd, 'app'))
    expect(dry.stdout.split('\n').map(withoutTime).toSorted()).toEqual(written.map(withoutTime))
  })

  test('has the plan as JSON', async () => {
    const cwd = await emptyDirectory()
    const { stdout } = await run(['app', '--yes', '--dry-run', '--json'], { cwd })
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      command: 'create',
      dryRun: true,
      directory: join(cwd, 'app'),
      settings: { flavor: 'graphql', database: 'sqlite' },
      files: expect.arrayContaining(['package.json', 'graphql-auth.json', '.env']),
      steps: { git: 'planned', install: 'planned' },
    })
    expect(await readdir(cwd)).toEqual([])
  })
})

describe('git', () => {
  test('the project is a repository', async () => {
    const cwd = await emptyDirectory()
    const args = ['app', '--yes', '--no-commit', '--no-install', '--json']
    const { stdout } = await run(args, { cwd })
    expect(JSON.parse(stdout)).toMatchObject({ steps: { git: 'done', install: 'skipped' } })
    const status = await execa('git', ['status', '--porcelain'], { cwd: join(cwd, 'app') })
    expect(status.stdout).toContain('?? package.json')
    expect(status.stdout).not.toContain('.env\n')
  })

  test('none is made inside another', async () => {
    const cwd = await emptyDirectory()
    await execa('git', ['init', '--quiet'], { cwd })
    const { exitCode, stderr } = await run(['app', '--yes', '--no-install'], { cwd })
    expect(exitCode).toBe(0)
    expect(stderr).toContain('skipped: the project is already in a git repository')
    expect(await readdir(join(cwd, 'app'))).not.toContain('.git')
  })

  test('is skipped where there is none', async () => {
    const cwd = await emptyDirectory()
    const { exitCode, stderr } = await run(['app', '--yes', '--no-install'], {
      cwd,
      env: { PATH: cwd },
    })
    expect(exitCode).toBe(0)
    expect(stderr).toContain('Creating a git repository: skipped: git was not found')
  })
})
