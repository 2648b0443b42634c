import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { filesBelow, pathWith, writeFiles } from '../support/files.js'
import { cleanEnvironment, emptyDirectory, run } from '../support/run.js'

const ARGS = ['app', '--yes', '--no-git', '--package-manager', 'pnpm']

describe('installing', () => {
  test('runs the package manager in the project', async () => {
    const cwd = await emptyDirectory()
    const PATH = await pathWith(join(cwd, 'bin'), 'pnpm', 'pwd; echo "$@" > installed')
    const { exitCode, stdout } = await run([...ARGS, '--json'], { cwd, env: { PATH } })
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      steps: { git: 'skipped', commit: 'skipped', install: 'done' },
      next: ['cd app', 'pnpm run migrate', 'pnpm run loaddata fixtures/users.json', 'pnpm run dev'],
      repeat: expect.stringMatching(/^pnpm dlx create-graphql-auth app /),
    })
    expect(await filesBelow(join(cwd, 'app'))).toContain('installed')
  })

  test('is followed by a start of the database, where that is a server', async () => {
    const cwd = await emptyDirectory()
    const args = [...ARGS, '--no-install', '--database', 'postgres', '--json']
    const { stdout } = await run(args, { cwd })
    expect(JSON.parse(stdout).next).toEqual([
      'cd app',
      'pnpm install',
      expect.stringMatching(/^docker compose up --detach postgres +#/),
      'pnpm run migrate',
      'pnpm run loaddata fixtures/users.json',
      'pnpm run dev',
    ])
  })

  test('uses the package manager that runs the program', async () => {
    const cwd = await emptyDirectory()
    const PATH = await pathWith(join(cwd, 'bin'), 'bun', 'exit 0')
    const env = { PATH, npm_config_user_agent: 'bun/1.2.0 npm/? node/v22.6.0' }
    const { stdout } = await run(['app', '--yes', '--no-git'], { cwd, env })
    expect(stdout).toContain('bun run migrate')
  })

  test('that fails leaves the project and tells how to finish', async () => {
    const cwd = await emptyDirectory()
    const PATH = await pathWith(join(cwd, 'bin'), 'pnpm', 'echo "ERR_PNPM no network" >&2; exit 7')
    const { exitCode, stdout, stderr } = await run(ARGS, { cwd, env: { PATH } })
    expect(exitCode).toBe(3)
    expect(stderr).toContain('Installing with pnpm: failed: ERR_PNPM no network')
    expect(stderr).toContain('app is created; to finish: cd app && pnpm install')
    expect(stdout).toContain('Created app')
    expect(await filesBelow(join(cwd, 'app'))).toContain('graphql-auth.json')
  })

  test('gives npm the versions that were tested', async () => {
    const cwd = await emptyDirectory()
    const PATH = await pathWith(join(cwd, 'bin'), 'npm', 'cp package-lock.json given.json')
    const args = ['app', '--yes', '--no-git', '--package-manager', 'npm']
    expect((await run(args, { cwd, env: { PATH } })).exitCode).toBe(0)
    const lock = JSON.parse(await readFile(join(cwd, 'app/given.json'), 'utf8'))
    const tested = JSON.parse(
      await readFile(new URL('../../package-lock.json', import.meta.url), 'utf8'),
    )
    expect(lock.packages['node_modules/typeorm']).toEqual(tested.packages['node_modules/typeorm'])
    expect(JSON.stringify(lock)).not.toContain('create-graphql-auth')
  })

  test.each([
    ['with package-lock=false keeps no lockfile of ours', 'exit 0', false],
    ['keeps the lockfile that npm has written', 'echo {} >package-lock.json', true],
    ['that fails leaves the tested versions to the next one', 'exit 1', true],
  ])('%s', async (_, script, isThere) => {
    const cwd = await emptyDirectory()
    const PATH = await pathWith(join(cwd, 'bin'), 'npm', script)
    await run(['app', '--yes', '--no-git', '--package-manager', 'npm'], { cwd, env: { PATH } })
    expect((await filesBelow(join(cwd, 'app'))).includes('package-lock.json')).toBe(isThere)
  })

  test('tells each step once, and the seconds in the end', async () => {
    const cwd = await emptyDirectory()
    const fetched = (path: string) =>
      `echo "npm http fetch GET 200 https://r.example/${path} 5ms" >&2`
    const script = [fetched('ejs'), fetched('zod'), fetched('ejs/-/ejs-7.0.2.tgz'), fetched('zod')]
    const PATH = await pathWith(join(cwd, 'bin'), 'npm', `${script.join('; ')}; sleep 1`)
    const { stderr } = await run(['app', '--yes', '--no-git'], { cwd, env: { PATH } })
    expect(stderr.replace(/\d+ s$/, 'N s').split('\n')).toEqual([
      'Installing with npm ...',
      'Installing with npm: resolving versions ...',
      'Installing with npm: fetching packages ...',
      'Installing with npm: done in N s',
    ])
  })

  test('that fails shows its last lines, but not what it has fetched', async () => {
    const cwd = await emptyDirectory()
    const script =
      'echo "npm error code EROFS"; echo "npm http fetch GET 200 https://r.example/ejs 5ms"; exit 1'
    const PATH = await pathWith(join(cwd, 'bin'), 'npm', script)
    const { exitCode, stderr } = await run(['app', '--yes', '--no-git'], { cwd, env: { PATH } })
    expect(exitCode).toBe(3)
    expect(stderr.split('\n').slice(-2)).toEqual([
      'Installing with npm: failed: npm error code EROFS',
      'app is created; to finish: cd app && npm install',
    ])
  })

  test('with Yarn is that of a project of its own, and fails without colours', async () => {
    const cwd = await emptyDirectory()
    const script = "printf '\\033[31mUsage Error\\033[39m: no project\\n'; exit 1"
    const PATH = await pathWith(join(cwd, 'bin'), 'yarn', script)
    const args = ['app', '--yes', '--no-git', '--package-manager', 'yarn']
    const { stderr } = await run(args, { cwd, env: { PATH } })
    expect(stderr).toContain('Installing with yarn: failed: Usage Error: no project')
    expect(await filesBelow(join(cwd, 'app'))).toContain('yarn.lock')
  })

  test('with a package manager that is not there', async () => {
    const cwd = await emptyDirectory()
    const { exitCode, stdout, stderr } = await run([...ARGS, '--json'], { cwd, env: { PATH: cwd } })
    expect(exitCode).toBe(3)
    expect(stderr).toContain('Installing with pnpm: failed: pnpm was not found')
    expect(JSON.parse(stdout)).toMatchObject({ steps: { install: 'failed' } })
  })

  test('a git that fails is told the same way', async () => {
    const cwd = await emptyDirectory()
    const PATH = await pathWith(join(cwd, 'bin'), 'git', 'echo "fatal: no" >&2; exit 128')
    const { exitCode, stderr } = await run(['app', '--yes', '--no-install'], { cwd, env: { PATH } })
    expect(exitCode).toBe(3)
    expect(stderr).toContain('app is created; to finish: cd app && git init')
  })
})

describe('the first commit', () => {
  const NOBODY = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', EMAIL: '' }
  const AUTHOR = {
    ...NOBODY,
    ...{ GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@example.com' },
    ...{ GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@example.com' },
  }
  const git = async (cwd: string, ...args: string[]) => {
    const app = { cwd: join(cwd, 'app'), env: cleanEnvironment(NOBODY), extendEnv: false }
    return (await execa('git', args, { ...app, reject: false })).stdout
  }
  const create = async (env: Record<string, string>, ...flags: string[]) => {
    const cwd = await emptyDirectory()
    const PATH = await pathWith(join(cwd, 'bin'), 'npm', 'echo {} > package-lock.json')
    return { cwd, ...(await run(['app', '--yes', ...flags], { cwd, env: { PATH, ...env } })) }
  }

  test('holds the project and its lockfile, but no secret', async () => {
    const { cwd, exitCode, stderr } = await create(AUTHOR)
    expect(exitCode).toBe(0)
    expect(stderr).toMatch(/\nMaking the first commit: done[^\n]*$/)
    expect(await git(cwd, 'log', '--format=%an: %s')).toBe(
      'A: Initial commit from create-graphql-auth',
    )
    expect(await git(cwd, 'status', '--porcelain')).toBe('')
    const files = (await git(cwd, 'ls-files')).split('\n')
    expect(files).toEqual(expect.arrayContaining(['package-lock.json', 'graphql-auth.json']))
    expect(files).not.toContain('.env')
  })

  test('is left out where git does not know who makes it', async () => {
    const { cwd, exitCode, stderr } = await create(NOBODY)
    expect(exitCode).toBe(0)
    expect(stderr.split('\n').at(-1)).toBe(
      'Making the first commit: skipped: git does not know you; set user.name and user.email, then commit',
    )
    expect(await git(cwd, 'status', '--porcelain', 'package.json')).toBe('?? package.json')
  })

  test('--no-commit leaves it out', async () => {
    const { cwd, stdout, stderr } = await create(AUTHOR, '--no-commit')
    expect(stderr).not.toContain('commit')
    expect(stdout).toMatch(/--no-commit --yes$/)
    expect(await git(cwd, 'rev-list', '--all')).toBe('')
    expect(await git(cwd, 'rev-parse', '--is-inside-work-tree')).toBe('true')
  })

  test('waits for an install that failed', async () => {
    const cwd = await emptyDirectory()
    const PATH = await pathWith(join(cwd, 'bin'), 'npm', 'exit 1')
    const { exitCode, stderr } = await run(['app', '--yes'], { cwd, env: { PATH, ...AUTHOR } })
    expect(exitCode).toBe(3)
    expect(stderr).toContain(
      "to finish: cd app && npm install && git add --all && git commit -m 'Initial commit from create-graphql-auth'",
    )
  })

  test('that git refuses is told, with the command that finishes it', async () => {
    const { exitCode, stderr } = await create({ ...AUTHOR, ...SIGNING }, '--no-install')
    expect(exitCode).toBe(3)
    expect(stderr).toMatch(
      /Making the first commit: failed: .*\napp is created; to finish: cd app && git add /,
    )
  })

  test('is not made in a repository that was there', async () => {
    const cwd = await emptyDirectory()
    await execa('git', ['init', '--quiet'], { cwd })
    const args = ['app', '--yes', '--no-install', '--json']
    const { stdout, stderr } = await run(args, { cwd, env: AUTHOR })
    expect(JSON.parse(stdout).steps).toEqual({
      git: 'skipped',
      commit: 'skipped',
      install: 'skipped',
    })
    expect(stderr).not.toContain('commit')
  })

  test('is not made with a .gitignore that would let the secret in', async () => {
    const cwd = await emptyDirectory()
    await writeFiles(cwd, { 'app/.gitignore': 'node_modules\n' })
    const args = ['app', '--yes', '--no-install']
    const { exitCode, stderr } = await run(args, { cwd, env: AUTHOR })
    expect(exitCode).toBe(0)
    expect(stderr).toContain('Making the first commit: skipped: your .gitignore lacks our lines')
    expect(await git(cwd, 'rev-list', '--all')).toBe('')
  })
})

/** Every commit is to be signed, by a program that is not there. */
const SIGNING = {
  GIT_CONFIG_COUNT: '2',
  ...{ GIT_CONFIG_KEY_0: 'commit.gpgSign', GIT_CONFIG_VALUE_0: 'true' },
  ...{ GIT_CONFIG_KEY_1: 'gpg.program', GIT_CONFIG_VALUE_1: '/nonexistent' },
}

describe('in a workspace', () => {
  const PACKAGES = (...workspaces: string[]) => JSON.stringify({ private: true, workspaces })
  const ROOTS: [manager: string, file: string, text: string][] = [
    ['npm', 'package.json', PACKAGES('apps/*')],
    ['npm', 'package.json', '{ "workspaces": { "packages": ["libs/*", "./apps/**/"] } }'],
    ['yarn', 'package.json', PACKAGES('apps/app')],
    ['bun', 'package.json', PACKAGES('**')],
    ['npm', 'package.json', PACKAGES('!apps/app', '**/a*p')],
    ['pnpm', 'pnpm-workspace.yaml', "packages:\n  # Ours.\n  - 'apps/*' # all\nother: []\n"],
  ]
  const ALONE: Record<string, string> = {
    npm: 'npm install --no-workspaces',
    pnpm: 'pnpm install',
    yarn: 'touch yarn.lock && yarn install',
    bun: 'bun install',
  }

  async function createIn(root: string, manager: string, ...flags: string[]) {
    const PATH = await pathWith(join(root, 'bin'), manager, 'echo "$@" > installed')
    const args = ['apps/app', '--yes', '--no-git', '--package-manager', manager, '--json', ...flags]
    return await run(args, { cwd: root, env: { PATH } })
  }

  test.each(ROOTS)('%s is told that the project stands for itself: %s %s', async (...row) => {
    const [manager, file, text] = row
    const root = await emptyDirectory()
    await writeFiles(root, { [file]: text })
    const { stdout, stderr } = await createIn(root, manager)
    expect(stderr).toContain(`${join(root, file)} includes this project in its workspaces`)
    expect(stderr).toContain('Add "!apps/app" there, ')
    expect(JSON.parse(stdout).steps).toMatchObject({ install: 'done' })
    const flags = await readFile(join(root, 'apps/app/installed'), 'utf8')
    expect(flags.startsWith('install')).toBe(true)
    expect(flags.includes('--no-workspaces')).toBe(manager === 'npm')
    const hasLock = (await filesBelow(join(root, 'apps/app'))).includes('yarn.lock')
    expect(hasLock).toBe(manager === 'yarn')
  })

  test.each(ROOTS)('%s is told so later too: %s %s', async (manager, file, text) => {
    const root = await emptyDirectory()
    await writeFiles(root, { [file]: text })
    const { stdout } = await createIn(root, manager, '--no-install')
    expect(JSON.parse(stdout).next[1]).toBe(ALONE[manager])
  })

  test.each([
    PACKAGES('libs/*', 'app'),
    PACKAGES('apps/*', '!apps/app'),
    PACKAGES('apps'),
    PACKAGES('**/app/*', 'apps/a?p', `apps/${'*'.repeat(400)}!`),
    '{ "workspaces": 5 }',
    'no JSON',
  ])('%s is none', async (text) => {
    const root = await emptyDirectory()
    await writeFiles(root, { 'package.json': text })
    const { stdout, stderr } = await createIn(root, 'npm', '--no-install')
    expect(stderr).toBe('')
    expect(JSON.parse(stdout).next[1]).toBe('npm install')
  })
})
