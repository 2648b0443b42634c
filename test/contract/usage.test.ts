import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { writeFiles } from '../support/files.js'
import { emptyDirectory, type Run, run } from '../support/run.js'

/** Runs the program in an empty directory, and checks that nothing was written there. */
async function refused(...args: string[]): Promise<Run> {
  const cwd = await emptyDirectory()
  const result = await run(args, { cwd })
  expect(await readdir(cwd)).toEqual([])
  expect(result.stderr).not.toMatch(/\n\s+at /)
  return result
}

describe('what is asked of the program itself', () => {
  test.each(['--version', '-v'])('%s', async (flag) => {
    const { exitCode, stdout, stderr } = await run([flag], { cwd: await emptyDirectory() })
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatch(/^\d+\.\d+\.\d+$/)
  })

  test.each(['--help', '-h', 'help'])('%s shows flags, examples and exit codes', async (word) => {
    const { exitCode, stdout, stderr } = await run([word], { cwd: await emptyDirectory() })
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    for (const text of [
      '--register-field',
      'Examples:',
      'phone:String:optional',
      'Exit codes:',
      '130',
    ]) {
      expect(stdout).toContain(text)
    }
  })
})

describe('mistakes on the command line exit with 2', () => {
  test.each([
    [['--flavr', 'relay'], "error: unknown option '--flavr' (Did you mean --flavor?)"],
    [['help', 'nothing'], 'error: unknown command; --help lists all commands'],
    [['--flavor'], "error: option '--flavor <name>' argument missing"],
    [['a', 'b'], 'error: too many arguments. Expected 1 argument but got 2.'],
    [
      ['app', '--yes', '--flavor', 'rely'],
      'error: --flavor: unknown flavor "rely"; did you mean "relay"?',
    ],
    [['app', '--yes', '--flavor', ''], 'error: --flavor: unknown flavor ""; one of graphql, relay'],
    [
      ['app', '--yes', '--package-manager', 'npn'],
      'error: --package-manager: unknown package manager "npn"; did you mean "npm"?',
    ],
    [
      ['app', '--yes', '--username-field', '__proto__'],
      'error: --username-field: "__proto__" starts with "__", which GraphQL and JavaScript reserve',
    ],
    [
      ['app', '--yes', '--email-field', 'isStaff'],
      'error: --email-field: "isStaff" is a built-in name of the user or of its mutations; choose another',
    ],
    [
      ['app', '--yes', '--register-field', '__proto__'],
      'error: --register-field: "__proto__" starts with "__", which GraphQL and JavaScript reserve',
    ],
    [
      ['app', '--yes', '--register-field', 'order:Int'],
      'error: --register-field: "order" is a reserved word of SQL',
    ],
    [
      ['app', '--yes', '--register-field', 'phone:Text'],
      'error: --register-field: unknown type "Text" in "phone:Text"; one of String, Int, Float, Boolean, Date, DateTime',
    ],
    [
      ['app', '--yes', '--register-field', 'phone', '--register-field', 'phone:Int'],
      'error: --register-field: "phone" is given twice',
    ],
    [
      ['app', '--yes', '--register-field', 'luckyNumber', '--register-field', 'luckynumber'],
      'error: USER_FIELDS.luckynumber: "luckynumber" differs from "luckyNumber" in case only; choose another',
    ],
    [
      ['app', '--yes', '--username-field', 'userName', '--register-field', 'username'],
      'error: USER_FIELDS.username: "username" differs from "userName" in case only; choose another',
    ],
    [
      ['app', '--yes', '--email-field', 'mail', '--register-field', 'mail'],
      'error: --register-field: "mail" is always asked for; leave it out',
    ],
    [['', '--yes'], 'error: [directory]: the name of the directory is empty'],
    [
      ['node_modules', '--yes'],
      'error: [directory]: npm does not allow a package named "node_modules": node_modules is not a valid package name; choose another directory',
    ],
    [['--yes', '--', '-app'], 'error: [directory]: -app looks like a flag; write ./-app'],
    [['status', '--yes'], "error: unknown option '--yes'"],
    [
      ['regenrate', '--yes'],
      'error: unknown command "regenrate"; did you mean "regenerate"? To create a project there, write ./regenrate',
    ],
    [
      ['stauts', '--flavor', 'rely'],
      'error: unknown command "stauts"; did you mean "status"? To create a project there, write ./stauts',
    ],
    [
      ['app', '--no-commit=no'],
      "error: unknown option '--no-commit=no' (Did you mean --no-commit?)",
    ],
    [
      ['app', '--yes', '--database', 'MariaDB'],
      'error: --database: unknown database "MariaDB"; use "mysql", which is MySQL or MariaDB',
    ],
    [
      ['app', '--yes', '--settings', 'none.json'],
      'error: cannot read none.json: no such file or directory',
    ],
  ])('%j', async (args, line) => {
    const { exitCode, stdout, stderr } = await refused(...args)
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 2, stdout: '', stderr: line })
  })

  test('all are told at once', async () => {
    const { exitCode, stderr } = await refused(
      ...['app', '--flavor', 'x', '--username-field', 'select', '--register-field', 'a:b'],
      ...['--settings', 'none.json'],
    )
    expect(exitCode).toBe(2)
    expect(stderr.split('\n').map((line) => line.split(':')[1])).toEqual([
      ' --flavor',
      ' --username-field',
      ' --register-field',
      ' cannot read none.json',
    ])
  })
})

describe('what npm has taken for itself', () => {
  /** As npm 11 hands over `npm create graphql-auth my-app` with flags, but without `--`. */
  const npm = (settings: Record<string, string>, command = 'init') => ({
    npm_command: command,
    ...Object.fromEntries(
      Object.entries(settings).map(([name, value]) => [`npm_config_${name}`, value]),
    ),
  })

  test.each([
    [{ yes: 'true', dry_run: 'true' }, 'init'],
    [{ yes: 'true', dry_run: 'true', install: '', git: 'false', commit_hooks: '' }, 'init'],
  ])('%j is done all the same', async (settings, command) => {
    const cwd = await emptyDirectory()
    const { exitCode, stdout } = await run(['app'], { cwd, env: npm(settings, command) })
    expect({ exitCode, written: await readdir(cwd) }).toEqual({ exitCode: 0, written: [] })
    expect(stdout).toContain('graphql-auth.json')
  })

  test('flags that switch something off are done too', async () => {
    const cwd = await emptyDirectory()
    const env = npm({ yes: 'true', json: 'true', install: '', git: 'false', commit_hooks: '' })
    const { stdout } = await run(['app'], { cwd, env })
    expect(JSON.parse(stdout)).toMatchObject({
      steps: { git: 'skipped', commit: 'skipped', install: 'skipped' },
      repeat: expect.stringMatching(/--no-git --no-install --yes$/),
    })
  })

  test('a value is lost, and named', async () => {
    const cwd = await emptyDirectory()
    const env = npm({ yes: 'true', flavor: 'true', register_field: 'true\n\ntrue' })
    const { exitCode, stderr } = await run(['app', 'relay', 'phone:String'], { cwd, env })
    expect({ exitCode, stderr, written: await readdir(cwd) }).toEqual({
      exitCode: 2,
      stderr:
        'error: npm took --flavor, --register-field for itself; write -- before all arguments, as in: npm create graphql-auth -- my-app --flavor ...',
      written: [],
    })
  })

  test('the --yes of npx is not ours', async () => {
    const cwd = await emptyDirectory()
    const { exitCode, stderr } = await run([], { cwd, env: npm({ yes: 'true' }, 'exec') })
    expect(exitCode).toBe(2)
    expect(stderr).toContain('missing: [directory]')
  })

  test.each([
    ['run-script', { flavor: 'true', dry_run: 'true' }],
    ['init', { yes: '', dry_run: '', audit: '', git: '/usr/bin/git', install: 'true' }],
  ])('of %s, %j is not ours either', async (command, settings) => {
    const cwd = await emptyDirectory()
    const args = ['app', '--yes', '--no-git', '--no-install']
    const { exitCode } = await run(args, { cwd, env: npm(settings, command) })
    expect({ exitCode, written: await readdir(cwd) }).toEqual({ exitCode: 0, written: ['app'] })
  })
})

describe('Yarn', () => {
  test("Plug'n'Play is refused by name", async () => {
    const cwd = await emptyDirectory()
    const args = ['app', '--yes', '--package-manager', 'yarn']
    const { exitCode, stderr } = await run(args, { cwd, env: { YARN_NODE_LINKER: 'pnp' } })
    expect({ exitCode, written: await readdir(cwd) }).toEqual({ exitCode: 1, written: [] })
    expect(stderr).toBe(
      "error: YARN_NODE_LINKER asks for Yarn's Plug'n'Play, which the project does not support: it needs node_modules; unset the variable",
    )
  })

  test.each([
    ['yarn/1.22.22 npm/? node/v22.6.0 linux x64', 'npx create-graphql-auth ', /Yarn 4, which/],
    ['yarn/4.9.1 npm/? node/v22.6.0 linux x64', 'yarn dlx create-graphql-auth ', /^$/],
  ])('%s is told its own commands', async (npm_config_user_agent, command, told) => {
    const cwd = await emptyDirectory()
    const args = ['app', '--yes', '--no-git', '--no-install', '--json']
    const { stdout, stderr } = await run(args, { cwd, env: { npm_config_user_agent } })
    expect(JSON.parse(stdout).repeat.startsWith(command)).toBe(true)
    expect(stderr).toMatch(told)
    const readme = await readFile(join(cwd, 'app/README.md'), 'utf8')
    expect(readme).toContain('npx create-graphql-auth regenerate')
  })
})

describe('without a terminal', () => {
  test('every missing answer is named', async () => {
    const { exitCode, stderr } = await refused('--flavor', 'relay')
    expect(exitCode).toBe(2)
    expect(stderr).toBe(
      'error: missing: [directory], --database, --username-field, --email-field; there is no terminal to ask on: pass them, or --yes for the defaults',
    )
  })

  test('bad values are named too', async () => {
    const { stderr } = await refused('app', '--flavor', 'rely')
    expect(stderr).toMatch(/--flavor: unknown flavor "rely".*\n.*missing: --database/)
  })
})

describe('with --json', () => {
  test.each([
    [['--json', '--nope'], 'usage', 2],
    [['--json', '--flavor', 'rely', '--yes'], 'usage', 2],
  ])('%j is an error on stdout as well', async (args, code, expected) => {
    const { exitCode, stdout, stderr } = await refused(...args)
    expect(exitCode).toBe(expected)
    const result: unknown = JSON.parse(stdout)
    expect(result).toEqual({ version: 1, error: { code, messages: [expect.any(String)] } })
    expect(stderr).toMatch(/^error: /)
  })
})

describe('mistakes in a settings file', () => {
  test.each([
    ['{', /^error: s\.json: is not valid JSON: /],
    ['[]', /^error: s\.json: must hold a JSON object$/],
    [
      '{ "flavour": "relay" }',
      /^error: s\.json: flavour: is not a valid key; did you mean "flavor"\?$/,
    ],
    [
      '{ "GRAPHQL_AUTH": { "LOGIN_ALLOWED_FIELDS": ["emial"] } }',
      /^error: s\.json: GRAPHQL_AUTH\.LOGIN_ALLOWED_FIELDS: "emial" is not a field of the user model; did you mean "email"\?$/,
    ],
  ])('%s', async (content, line) => {
    const cwd = await emptyDirectory()
    await writeFiles(cwd, { 's.json': content })
    const { exitCode, stderr } = await run(['app', '--settings', 's.json'], { cwd })
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(line)
    expect(await readdir(cwd)).toEqual(['s.json'])
  })

  test('a directory is not a settings file', async () => {
    const cwd = await emptyDirectory()
    const { exitCode, stderr } = await run(['app', '--settings', join('.')], { cwd })
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: 'error: cannot read .: it is a directory',
    })
  })
})
