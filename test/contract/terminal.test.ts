import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { QUESTIONS } from '../../src/cli/create/questions.js'
import { generatorVersion } from '../../src/version.js'
import { pathWith, readJson, writeFiles } from '../support/files.js'
import { emptyDirectory } from '../support/run.js'
import {
  CTRL_C,
  DOWN,
  ENTER,
  hasTerminal,
  openTerminal,
  type Terminal,
} from '../support/terminal.js'

if (!hasTerminal) console.warn('skipped: the tests on a terminal need script(1) of util-linux')

const SHOW_CURSOR = '\u001B[?25h'
const HIDE_CURSOR = '\u001B[?25l'
const GREEN = '\u001B[32m'

/** Answers the first questions with their defaults, one by one. */
async function answerWithDefaults(terminal: Terminal, count = QUESTIONS.length): Promise<void> {
  for (const question of QUESTIONS.slice(0, count)) {
    await terminal.see(question.ask)
    terminal.type(ENTER)
    if (question.name === 'directory') await refuseDefaults(terminal)
  }
}

async function refuseDefaults(terminal: Terminal): Promise<void> {
  await terminal.see('Take the defaults?')
  terminal.type(`${DOWN}${ENTER}`)
}

describe.skipIf(!hasTerminal)('on a terminal', () => {
  test.each([
    ['one by one', answerWithDefaults],
    [
      'at once',
      async (terminal: Terminal) => {
        await terminal.see(`create-graphql-auth ${generatorVersion()}: `)
        await terminal.see('Where?')
        terminal.type(ENTER)
        await terminal.see(
          'yes  graphql, sqlite, username, email, npm, git init, first commit, install',
        )
        terminal.type(ENTER)
      },
    ],
  ])('Enter takes every default, %s', async (_, answer) => {
    const cwd = await emptyDirectory()
    const PATH = await pathWith(join(cwd, 'bin'), 'npm', 'exit 0')
    const terminal = openTerminal([], { cwd, env: { PATH } })
    await answer(terminal)
    expect(await terminal.exitCode()).toBe(0)
    expect(terminal.output()).toMatch(/✔ Creating a git repository/)
    expect(terminal.output()).toMatch(/✔ Installing with npm/)
    expect(terminal.raw()).toContain(GREEN)
    expect(await readJson(cwd, 'my-app/graphql-auth.json')).toMatchObject({
      flavor: 'graphql',
      USERNAME_FIELD: 'username',
      EMAIL_FIELD: 'email',
      USER_FIELDS: {},
    })
  })

  test('answers make the project, and what is given is not asked', async () => {
    const cwd = await emptyDirectory()
    const flags = ['--database', 'sqlite', '--package-manager', 'npm', '--no-git', '--no-install']
    const terminal = openTerminal(flags, { cwd })
    await terminal.see('Where?')
    terminal.type(`shop${ENTER}`)
    await refuseDefaults(terminal)
    await terminal.see('Which API flavor?')
    terminal.type(`${DOWN}${ENTER}`)
    await terminal.see('Which field is the username?')
    terminal.type(`email${ENTER}`)
    await terminal.see('Which field is the e-mail?')
    terminal.type(ENTER)
    await terminal.see('Another field')
    terminal.type(`phone:String:optional${ENTER}`)
    await terminal.see('✔ Another field')
    await terminal.see('? Another field')
    terminal.type(`luckyNumber:Int${ENTER}`)
    await terminal.see('✔ Another field')
    await terminal.see('? Another field')
    terminal.type(ENTER)
    expect(await terminal.exitCode()).toBe(0)
    expect(terminal.output()).not.toMatch(/Which database|Which package manager|git repository\?/)
    expect(await readJson(cwd, 'shop/graphql-auth.json')).toMatchObject({
      flavor: 'relay',
      USERNAME_FIELD: 'email',
      USER_FIELDS: { phone: { type: 'String', nullable: true }, luckyNumber: { type: 'Int' } },
    })
  })

  test('a bad answer is explained, and asked again', async () => {
    const cwd = await emptyDirectory()
    await writeFiles(cwd, { 'taken/notes.txt': '' })
    const flags = ['--flavor', 'relay', '--database', 'sqlite', '--email-field', 'email']
    const terminal = openTerminal([...flags, '--no-git', '--no-install'], { cwd })
    await terminal.see('Where?')
    terminal.type(`taken${ENTER}`)
    await terminal.see('taken is not empty: notes.txt')
    terminal.type(`2${ENTER}`)
    await refuseDefaults(terminal)
    await terminal.see('Which field is the username?')
    terminal.type(`select${ENTER}`)
    await terminal.see('"select" is a reserved word of SQL')
    terminal.type(CTRL_C)
    expect(await terminal.exitCode()).toBe(130)
    expect(await readdir(cwd)).toEqual(['taken'])
  })

  test('a bad flag is told before anything is asked', async () => {
    const cwd = await emptyDirectory()
    const terminal = openTerminal(['--flavor', 'rely'], { cwd })
    await terminal.see('did you mean "relay"?')
    expect(await terminal.exitCode()).toBe(2)
    expect(terminal.output()).not.toContain('Where?')
  })

  test('--yes asks nothing', async () => {
    const cwd = await emptyDirectory()
    const terminal = openTerminal(['--yes', '--no-install'], { cwd })
    expect(await terminal.exitCode()).toBe(0)
    expect(terminal.output()).not.toContain('?')
  })

  test('a settings file leaves only the place to ask for', async () => {
    const cwd = await emptyDirectory()
    await writeFiles(cwd, { 's.json': '{ "flavor": "relay" }' })
    const terminal = openTerminal(['--settings', 's.json', '--no-git', '--no-install'], { cwd })
    await terminal.see('Where?')
    terminal.type(`app${ENTER}`)
    expect(await terminal.exitCode()).toBe(0)
    expect(await readJson(cwd, 'app/graphql-auth.json')).toMatchObject({ flavor: 'relay' })
  })

  test('the spinner names the step of an install', async () => {
    const cwd = await emptyDirectory()
    const script = 'echo "[2/4] Fetching packages..."; until [ -e seen ]; do sleep 0.1; done'
    const PATH = await pathWith(join(cwd, 'bin'), 'yarn', script)
    const flags = ['app', '--yes', '--no-git', '--package-manager', 'yarn']
    const terminal = openTerminal(flags, { cwd, env: { PATH } })
    await terminal.see('Installing with yarn: fetching packages')
    await writeFiles(cwd, { 'app/seen': '' })
    expect(await terminal.exitCode()).toBe(0)
    expect(terminal.output()).toMatch(/✔ Installing with yarn: done/)
  })

  test('NO_COLOR leaves the colours out', async () => {
    const cwd = await emptyDirectory()
    const terminal = openTerminal(['--yes', '--no-install'], { cwd, env: { NO_COLOR: '1' } })
    expect(await terminal.exitCode()).toBe(0)
    expect(terminal.raw()).not.toContain(GREEN)
  })
})

describe.skipIf(!hasTerminal)('Ctrl-C', () => {
  test.each(QUESTIONS.map((question, index) => [question.ask, index] as const))(
    'at "%s" leaves nothing',
    async (ask, index) => {
      const cwd = await emptyDirectory()
      const terminal = openTerminal([], { cwd })
      await answerWithDefaults(terminal, index)
      await terminal.see(ask)
      terminal.type(CTRL_C)
      expect(await terminal.exitCode()).toBe(130)
      expect(terminal.output()).toContain('error: interrupted; nothing was written')
      expect(terminal.raw().lastIndexOf(SHOW_CURSOR)).toBeGreaterThan(
        terminal.raw().lastIndexOf(HIDE_CURSOR),
      )
      expect(await readdir(cwd)).toEqual([])
    },
  )

  test.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)('and %s at a question', async (signal) => {
    const cwd = await emptyDirectory()
    const terminal = openTerminal([], { cwd })
    await terminal.see('Where?')
    terminal.kill(signal)
    expect(await terminal.exitCode()).toBe(130)
    expect(await readdir(cwd)).toEqual([])
  })

  test('while installing leaves the project, and tells how to finish', async () => {
    const cwd = await emptyDirectory()
    const PATH = await pathWith(join(cwd, 'bin'), 'pnpm', 'echo begun > begun; exec sleep 60')
    const args = ['app', '--yes', '--no-git', '--package-manager', 'pnpm']
    const terminal = openTerminal(args, { cwd, env: { PATH } })
    const files = () => readdir(join(cwd, 'app')).catch(() => [])
    await expect.poll(files, { timeout: 20_000 }).toContain('begun')
    terminal.type(CTRL_C)
    expect(await terminal.exitCode()).toBe(130)
    const told = 'interrupted; the project is in app, to finish: cd app && pnpm install'
    expect(terminal.output()).toContain(told)
    expect(await readdir(join(cwd, 'app'))).toContain('graphql-auth.json')
  })

  test('that ends the package manager first is an interruption all the same', async () => {
    const cwd = await emptyDirectory()
    const script = '(sleep 0.05; kill -INT $PPID) & kill -INT $$'
    const PATH = await pathWith(join(cwd, 'bin'), 'pnpm', script)
    const args = ['app', '--yes', '--no-git', '--package-manager', 'pnpm']
    const terminal = openTerminal(args, { cwd, env: { PATH } })
    expect(await terminal.exitCode()).toBe(130)
    expect(terminal.output()).toContain('to finish: cd app && pnpm install')
  })
})
