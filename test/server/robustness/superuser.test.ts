import { describe, expect, it } from 'vitest'
import { complete } from '../../../src/commands/superuser/answers.js'
import { readArguments } from '../../../src/commands/superuser/arguments.js'
import { createSuperuser } from '../../../src/commands/superuser/create.js'
import { StartError } from '../../../src/errors/start-error.js'
import { projectRoot } from '../../../src/process/project-files.js'
import { User } from '../../../src/users/user.entity.js'
import { resultOf, startCommand } from '../../support/command.js'
import { databaseUrl, temporaryDatabase } from '../../support/database.js'
import { captureLog } from '../support/captured-log.js'
import { hasTerminal, openPseudoTerminal } from '../support/pseudo-terminal.js'
import { startWorld, type World } from '../support/world.js'

const SCRIPT = 'src/commands/createsuperuser.ts'
const STRONG = 'correct horse battery'
const ROOT = { username: 'root', email: 'root@email.com' }
const COMMAND = {
  NODE_ENV: 'test',
  SECRET_KEY: 'only-for-tests-only-for-tests-only-for-tests',
  EMAIL_URL: 'console:',
}

const NEEDS_VALUE =
  '--username: needs a value; one that begins with a dash is written as --username=VALUE'

/** Flags, and the lines that refuse them. */
const WRONG: [flags: string[], lines: string[]][] = [
  [['--usrname=x'], ['Unknown flag "--usrname"; did you mean "--username"?']],
  [['--username'], [NEEDS_VALUE]],
  [
    ['--username', '--email=a@b.co', 'x'],
    [NEEDS_VALUE, 'Unexpected argument "x"'],
  ],
  [['--username=a', '--username=b'], ['--username: is given twice']],
  [['--color\u001b[31m'], ['Unknown flag "--color\\u001b[31m"; --help lists them']],
]

describe('S64: the flags of createsuperuser', () => {
  it.each(WRONG)('%j are refused', (flags, lines) => {
    expect(refusalOf(() => readArguments(flags))).toEqual(lines)
  })

  it.each([
    ['--password', 'hunter2hunter2'],
    ['--password=hunter2hunter2'],
    ['--superuser-password', 'hunter2hunter2'],
  ])('%s %s is refused without being repeated', (...flags) => {
    const [line, ...others] = refusalOf(() => readArguments(flags))
    expect(line).toContain('set SUPERUSER_PASSWORD')
    expect(line).not.toContain('hunter2')
    expect(others).toEqual([])
  })

  it('may be written in snake_case and with dashes', () => {
    const { texts } = readArguments(['--first_name', 'Ada', '--last-name=-Lovelace'])
    expect(texts).toEqual({ firstName: 'Ada', lastName: '-Lovelace' })
  })
})

describe('S64: a superuser', () => {
  it('is verified, may log in, and is in the log without the password', async () => {
    const world = await startWorld()
    const log = captureLog(world.app)
    const { id } = await createSuperuser(world.app, { ...ROOT, firstName: 'Ada' }, STRONG)
    expect(log.events()).toMatchObject([{ event: 'superuser_created', userId: id }])
    // No one asked over the network.
    expect(log.events()[0]).not.toHaveProperty('ip')
    expect(log.text()).not.toContain(STRONG)
    const { token } = await world.enter(ROOT.username, STRONG)
    expect(await world.ask('{ me { firstName isStaff verified } }', {}, token)).toEqual({
      data: { me: { firstName: 'Ada', isStaff: true, verified: true } },
    })
  })

  it.each([
    [{ ...ROOT, username: 'USER2' }, ['--username: A user with that username already exists.']],
    [
      { ...ROOT, email: 'USER4_secondary@email.com' },
      ['--email: A user with that email already exists.'],
    ],
    [
      { username: 'ro\u001b[31mot', email: 'a\nb@email.com' },
      [/^--username: Enter a valid username/, /^--email: Enter a valid email/],
    ],
  ])('%j is refused', async (texts, lines) => {
    const { app } = await startWorld()
    const refusal = await complete(app, { texts, password: STRONG }, null).catch(linesOf)
    expect(refusal).toEqual(
      lines.map((line) => (typeof line === 'string' ? line : expect.stringMatching(line))),
    )
  })

  it('is not created when someone takes the name meanwhile', async () => {
    const { app } = await startWorld()
    await createSuperuser(app, ROOT, STRONG)
    const before = await app.database.reader.count(User)
    const second = createSuperuser(app, { ...ROOT, email: 'other@email.com' }, STRONG)
    await expect(second).rejects.toMatchObject({ errors: { username: [{ code: 'unique' }] } })
    expect(await app.database.reader.count(User)).toBe(before)
  })
})

it('asks for the migrations first', async () => {
  const flags = ['--username', 'root', '--email', ROOT.email]
  const env = { DATABASE_URL: await temporaryDatabase(), SUPERUSER_PASSWORD: STRONG }
  expect(await resultOf(startCommand([SCRIPT, ...flags], env))).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: 'The database is not up to date: run `npm run migrate`\n',
  })
})

describe.skipIf(!hasTerminal)('S64: in a terminal', () => {
  it('asks again until all is fine, and never shows the password', async () => {
    const world = await startWorld()
    const terminal = openCommand(world)
    await terminal.see('username: ')
    terminal.type('user2\r')
    await terminal.see('A user with that username already exists.')
    await terminal.see('username: ')
    terminal.type('rooot\u007F\u007Ft\r')
    await terminal.see('email: ')
    terminal.type(`${ROOT.email}\r`)
    for (const typed of ['password1', STRONG]) {
      await terminal.see('password: ')
      terminal.type(`${typed}\r`)
      await terminal.see('password again: ')
      terminal.type(`${typed}\r`)
    }
    await terminal.see('Created the superuser root')
    expect(await terminal.exitCode()).toBe(0)
    expect(terminal.output()).toContain('This password is too common.')
    for (const secret of ['password1', STRONG]) expect(terminal.raw()).not.toContain(secret)
    expect(await world.enter('root', STRONG)).toMatchObject({ token: expect.any(String) })
  })

  it('never shows a password that is pasted with the other answers', async () => {
    const world = await startWorld()
    const terminal = openCommand(world)
    await terminal.see('username: ')
    terminal.type(`root\n${ROOT.email}\n${STRONG}\n${STRONG}\n`)
    await terminal.see(`email: ${ROOT.email}`)
    await terminal.see('Created the superuser root')
    expect(terminal.raw()).not.toContain(STRONG)
    expect(await world.enter('root', STRONG)).toMatchObject({ token: expect.any(String) })
  })

  it('never shows a password that is typed before its question', async () => {
    const terminal = openCommand(await startWorld(), '--username=root')
    await terminal.see('email: ')
    terminal.type(`${ROOT.email}\r${STRONG.slice(0, 9)}`)
    await terminal.see('password: ')
    terminal.type(`${STRONG.slice(9)}\r${STRONG}\r`)
    await terminal.see('Created the superuser root')
    expect(terminal.raw()).not.toContain(STRONG.slice(0, 9))
  })

  it('never takes a pasted password for the answer to a question that comes again', async () => {
    const terminal = openCommand(await startWorld())
    await terminal.see('username: ')
    terminal.type(`user2\n${ROOT.email}\n${STRONG}\n${STRONG}\n`)
    await terminal.see('A user with that username already exists.')
    await terminal.see('username: ')
    terminal.type('\u0003')
    expect(await terminal.exitCode()).toBe(130)
    expect(terminal.raw()).not.toContain(STRONG)
  })

  it('creates nothing after Ctrl-C', async () => {
    const world = await startWorld()
    const before = await world.app.database.reader.count(User)
    const terminal = openCommand(world, '--username=root', `--email=${ROOT.email}`)
    await terminal.see('password: ')
    terminal.type('\u0003')
    await terminal.see('Interrupted: nothing was created')
    expect(await terminal.exitCode()).toBe(130)
    expect(await world.app.database.reader.count(User)).toBe(before)
  })
})

function openCommand({ app }: World, ...flags: string[]) {
  return openPseudoTerminal(['--import', 'tsx', SCRIPT, ...flags], {
    cwd: projectRoot,
    env: { ...process.env, ...COMMAND, DATABASE_URL: databaseUrl(app.env) },
  })
}

function refusalOf(read: () => unknown): string[] {
  try {
    read()
  } catch (error) {
    return linesOf(error)
  }
  throw new Error('Nothing was wrong.')
}

function linesOf(error: unknown): string[] {
  if (error instanceof StartError) return error.lines
  throw error
}
