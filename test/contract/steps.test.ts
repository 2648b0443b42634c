import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesBelow, pathWith } from '../support/files.js'
import { emptyDirectory, run } from '../support/run.js'

const ARGS = ['app', '--yes', '--no-git', '--package-manager', 'pnpm']

describe('installing', () => {
  test('runs the package manager in the project', async () => {
    const cwd = await emptyDirectory()
    const PATH = await pathWith(join(cwd, 'bin'), 'pnpm', 'pwd; echo "$@" > installed')
    const { exitCode, stdout } = await run([...ARGS, '--json'], { cwd, env: { PATH } })
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      steps: { git: 'skipped', install: 'done' },
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
