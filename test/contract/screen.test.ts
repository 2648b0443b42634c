import { readdir } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { readJson } from '../support/files.js'
import { emptyDirectory } from '../support/run.js'
import {
  CTRL_A,
  CTRL_C,
  CTRL_K,
  CTRL_U,
  CTRL_W,
  DOWN,
  ENTER,
  F5,
  hasTerminal,
  LEFT,
  openTerminal,
  type Terminal,
} from '../support/terminal.js'

const ESC = '\u001B'
const COLOUR = new RegExp(`${ESC}\\[[\\d;]*m`)
const LATER = ['--no-git', '--no-install']

/** Waits until the screen shows these lines below the title, which a narrow one breaks. */
async function shows(terminal: Terminal, lines: readonly unknown[]): Promise<void> {
  const seen = async () => {
    const screen = (await terminal.screen()).join('\n').trimEnd().split('\n')
    return screen.slice(screen.findIndex((line) => /^[?✔]/.test(line)))
  }
  await expect.poll(seen, { timeout: 10_000 }).toEqual(lines)
}

const TITLE = expect.stringMatching(/^create-graphql-auth \S+: .{10,60}$/)
const USERNAME = '? Which field is the username? ›'
const LIST = 'Another field? (such as phone:String:optional; empty for none)'

describe.skipIf(!hasTerminal)('a screen of 80x24', () => {
  test('stays whole with wrong answers, editing keys and other widths', async () => {
    const cwd = await emptyDirectory()
    const flags = ['app', '--database', 'sqlite', '--email-field', 'email', ...LATER]
    const terminal = openTerminal([...flags, '--package-manager', 'npm'], { cwd })
    await shows(terminal, [
      '? Take the defaults? › (arrows, then Enter)',
      '❯   yes  graphql, username',
      '    no   ask one by one',
    ])
    terminal.type(`${DOWN}${ENTER}`)
    const taken = ['✔ Take the defaults? › no']
    const hint = 'input and clientMutationId, node(id:), for Relay'
    await shows(terminal, [
      ...taken,
      '? Which API flavor? › (arrows, then Enter)',
      '❯   graphql  plain arguments and results, for any client',
      `    relay    ${hint}`,
    ])
    await terminal.resize(50)
    const narrow = [
      '    graphql  plain arguments and results, for any',
      'client',
      '❯   relay    input and clientMutationId,',
      'node(id:), for Relay',
    ]
    terminal.type(DOWN)
    await shows(terminal, [...taken, '? Which API flavor? › (arrows, then Enter)', ...narrow])
    terminal.type(ENTER)
    const before = [...taken, '✔ Which API flavor? › relay']
    await shows(terminal, [...before, `${USERNAME} username`])
    const long = 'longer-than-a-line-'.repeat(3)
    terminal.type(`${long}${LEFT.repeat(2)}`)
    await shows(terminal, [
      ...before,
      `${USERNAME} longer-than-a-li`,
      'ne-longer-than-a-line-longer-than-a-line-',
    ])
    await terminal.resize(44)
    await shows(terminal, [
      ...before,
      `${USERNAME} longer-tha`,
      'n-a-line-longer-than-a-line-longer-than-a-l',
      'ine-',
    ])
    await terminal.resize(50)
    terminal.type(`${CTRL_A}${CTRL_K}9bad${ENTER}`)
    await shows(terminal, [
      ...before,
      `${USERNAME} 9bad`,
      '› "9bad" is not a valid field name; start with a',
      'lowercase letter, then letters and digits, such',
      'as "phoneNumber"',
    ])
    await terminal.resize(80)
    const wide = [
      '› "8bad" is not a valid field name; start with a lowercase letter, then letters',
      'and digits, such as "phoneNumber"',
    ]
    terminal.type(`${CTRL_U}8bad${ENTER}`)
    await shows(terminal, [...before, `${USERNAME} 8bad`, ...wide])
    terminal.type(`${CTRL_U}em alias${CTRL_W}${CTRL_W}${F5}\u0000\u001Fhone${CTRL_A}p${F5}`)
    await shows(terminal, [...before, `${USERNAME} phone`, ...wide])
    terminal.type(`${CTRL_A}email${CTRL_K}${ENTER}`)
    const done = [...before, '✔ Which field is the username? … email']
    await shows(terminal, [...done, `? ${LIST} ›`])
    terminal.type(`order:Int${ENTER}`)
    const order = '› "order" is a reserved word of SQL'
    await shows(terminal, [...done, `? ${LIST} › order:Int`, order])
    terminal.type(`${CTRL_U}nickname${ENTER}${ENTER}`)
    expect(await terminal.exitCode()).toBe(0)
    const answered = [TITLE, ...done, `✔ ${LIST} … nickname`, `✔ ${LIST} …`]
    expect((await terminal.screen()).slice(0, answered.length + 1)).toEqual([
      ...answered,
      expect.stringMatching(/^Created app/),
    ])
    expect(await readJson(cwd, 'app/graphql-auth.json')).toMatchObject({
      USERNAME_FIELD: 'email',
      USER_FIELDS: { nickname: { type: 'String' } },
    })
  })

  test('keeps what is above a question at its last line', async () => {
    const cwd = await emptyDirectory()
    const flags = ['app', '--flavor', 'relay', '--database', 'sqlite', ...LATER]
    const before = Array.from({ length: 21 }, (_, index) => `earlier ${index}`)
    const terminal = openTerminal([...flags, '--email-field', 'email'], { cwd, before })
    await terminal.see('Take the defaults?')
    terminal.type(`${DOWN}${ENTER}`)
    await terminal.see('Which field is the username?')
    for (const name of ['a b', 'c d', 'e f']) {
      terminal.type(`${CTRL_U}${name}${ENTER}`)
      await terminal.see(`"${name}" is not`)
    }
    terminal.type(`${CTRL_U}login`)
    await expect
      .poll(() => terminal.screen(), { timeout: 10_000 })
      .toEqual([
        ...before,
        TITLE,
        '✔ Take the defaults? › no',
        `${USERNAME} login`,
        '› "e f" is not a valid field name; start with a lowercase letter, then letters',
        'and digits, such as "phoneNumber"',
      ])
    terminal.type(CTRL_C)
    expect(await terminal.exitCode()).toBe(130)
    const told = 'error: interrupted; nothing was written'
    expect((await terminal.screen()).filter((line) => line !== '').at(-1)).toBe(told)
  })

  test('takes what is typed ahead', async () => {
    const cwd = await emptyDirectory()
    const terminal = openTerminal(['--flavor', 'relay', '--database', 'sqlite', ...LATER], { cwd })
    await terminal.see('Where?')
    terminal.type(
      `shop${ENTER}${DOWN}${ENTER}a b${ENTER}${CTRL_U}login${ENTER}mail${ENTER}${ENTER}${ENTER}`,
    )
    expect(await terminal.exitCode()).toBe(0)
    expect(await readJson(cwd, 'shop/graphql-auth.json')).toMatchObject({
      USERNAME_FIELD: 'login',
      EMAIL_FIELD: 'mail',
    })
  })

  test('has no colours with NO_COLOR', async () => {
    const cwd = await emptyDirectory()
    const terminal = openTerminal([], { cwd, env: { NO_COLOR: '1' } })
    await terminal.see('Where?')
    terminal.type(`app${ENTER}`)
    await terminal.see('one by one')
    terminal.type(CTRL_C)
    expect(await terminal.exitCode()).toBe(130)
    expect(terminal.raw()).not.toMatch(COLOUR)
  })
})

describe.skipIf(!hasTerminal)('a terminal that draws nothing twice', () => {
  test.each([{ TERM: 'dumb' }, { ACCESSIBLE: '1' }])('%j asks line by line', async (env) => {
    const cwd = await emptyDirectory()
    const terminal = openTerminal(['--no-git', '--no-install'], { cwd, env })
    await terminal.see('Where? [my-app]')
    terminal.type('\u001B[Dshop\n')
    await terminal.see('control characters')
    await terminal.see('Where? [my-app]')
    terminal.type('shop\n')
    await terminal.see('2 no: ask one by one')
    await terminal.see('Number or name [yes]')
    terminal.type('2\n')
    await terminal.see('2 relay: ')
    terminal.type('both\n')
    await terminal.see('choose a number from 1 to 2')
    terminal.type('RELAY\n')
    for (const question of ['Which database?', 'username? [username]', 'e-mail? [email]']) {
      await terminal.see(question)
      terminal.type('\n')
    }
    await terminal.see('Another field?')
    terminal.type('\n')
    await terminal.see('Which package manager?')
    terminal.type('1\n')
    expect(await terminal.exitCode()).toBe(0)
    expect(terminal.raw()).not.toContain('\u001B[')
    expect(await readJson(cwd, 'shop/graphql-auth.json')).toMatchObject({ flavor: 'relay' })
  })

  test.each([
    ['Ctrl-C', CTRL_C],
    ['Ctrl-D', '\u0004'],
  ])('%s leaves nothing', async (_, key) => {
    const cwd = await emptyDirectory()
    const terminal = openTerminal([], { cwd, env: { TERM: 'dumb' } })
    await terminal.see('Where?')
    terminal.type(key)
    expect(await terminal.exitCode()).toBe(130)
    expect(await readdir(cwd)).toEqual([])
  })
})

describe.skipIf(!hasTerminal)('a directory that is nearly a command', () => {
  test('is asked about', async () => {
    const cwd = await emptyDirectory()
    const terminal = openTerminal(['regenrate'], { cwd })
    await terminal.see('regenrate is no command (regenerate is). Create a project in regenrate?')
    terminal.type(ENTER)
    expect(await terminal.exitCode()).toBe(2)
    expect(terminal.output()).toContain('did you mean "regenerate"?')
    expect(await readdir(cwd)).toEqual([])
  })

  test('is one when that is the answer', async () => {
    const cwd = await emptyDirectory()
    const terminal = openTerminal(['stats', '--no-git', '--no-install'], { cwd })
    await terminal.see('Create a project in stats?')
    terminal.type('y')
    await terminal.see('Take the defaults?')
    terminal.type(ENTER)
    expect(await terminal.exitCode()).toBe(0)
    expect(await readdir(cwd)).toEqual(['stats'])
  })
})
